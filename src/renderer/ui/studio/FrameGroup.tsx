import { Grid3x3, Link2, Link2Off, RectangleHorizontal } from 'lucide-react';
import { useState } from 'react';
import { CLIP_RANGES } from '../../../shared/clip/clipSettings.ts';
import { withinVideo } from '../../editor/studio/cropArea.ts';
import { fittedSize, leavesBars } from '../../editor/studio/fittedSize.ts';
import { cropTo, settle, takeOf, videoOf } from '../../editor/studio/studioState.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { SettingGroup } from './SettingGroup.tsx';
import { useClipSettings, useStudio, useStudioState } from './useStudio.ts';

const SIDES = [32, 48, 64, 96, 128] as const;

/** How large the frames are, and what of the video they show. */
export function FrameGroup() {
  const t = useTexts();
  const { settings, change } = useClipSettings();
  return (
    <SettingGroup
      title={t.groupFrame}
      more={
        <FieldRow label={t.settingQuality}>
          <Segmented<4 | 6 | 8>
            label={t.settingQuality}
            value={settings.quality}
            choices={([4, 6, 8] as const).map((value) => ({
              value,
              label: t.qualityNames[value],
              tip: t.qualityTip(value),
            }))}
            onChange={(quality) => change({ quality })}
          />
        </FieldRow>
      }
    >
      <SizeRows />
      <CropRow />
      <BarsRow />
      <GridRow />
    </SettingGroup>
  );
}

function SizeRows() {
  const t = useTexts();
  const { settings, change, settle: settled } = useClipSettings();
  const { width, height } = settings;
  const [linked, setLinked] = useState(true);
  const set = (side: 'width' | 'height', value: number) => {
    const other = side === 'width' ? 'height' : 'width';
    const { least, most } = CLIP_RANGES[other];
    const scaled = Math.min(most, Math.max(least, Math.round((settings[other] * value) / settings[side])));
    change({ [side]: value, ...(linked && { [other]: scaled }) }, side);
  };
  const longest = Math.max(width, height);
  const choose = (side: number) => {
    const scaled = (length: number) => Math.max(8, Math.round((length * side) / longest));
    change({ width: scaled(width), height: scaled(height) });
  };
  return (
    <>
      <FieldRow label={t.settingSize}>
        <NumberField
          label={t.width}
          value={width}
          {...CLIP_RANGES.width}
          onChange={(value) => set('width', value)}
          onCommit={settled}
        />
        <span className="hint">×</span>
        <NumberField
          label={t.height}
          value={height}
          {...CLIP_RANGES.height}
          onChange={(value) => set('height', value)}
          onCommit={settled}
        />
        <IconButton
          icon={linked ? Link2 : Link2Off}
          label={t.settingLinked}
          pressed={linked}
          onPress={() => setLinked(!linked)}
        />
      </FieldRow>
      <FieldRow label="">
        <Segmented<number>
          label={t.settingSize}
          value={longest}
          choices={SIDES.map((value) => ({ value, label: String(value) }))}
          onChange={choose}
        />
      </FieldRow>
    </>
  );
}

function CropRow() {
  const t = useTexts();
  const { update } = useStudio();
  const { settings, change } = useClipSettings();
  const area = useStudioState((state) => takeOf(state).cut?.report.area ?? null);
  const video = useStudioState(videoOf);
  const kind = typeof settings.crop === 'string' ? settings.crop : 'area';
  const choose = (next: typeof kind) => {
    if (next !== 'area') return change({ crop: next });
    if (video === null || kind === 'area') return;
    const begin = withinVideo(area ?? { x: 0, y: 0, width: video.width, height: video.height }, video);
    update((state) => settle(cropTo(state, begin, 'crop')));
  };
  return (
    <FieldRow label={t.settingCrop}>
      <Segmented<'subject' | 'picture' | 'area'>
        label={t.settingCrop}
        value={kind}
        choices={[
          { value: 'subject', label: t.cropSubject, tip: t.cropSubjectTip },
          { value: 'picture', label: t.cropPicture, tip: t.cropPictureTip },
          { value: 'area', label: t.cropArea, tip: t.cropAreaTip },
        ]}
        onChange={choose}
      />
    </FieldRow>
  );
}

/** That the whole picture does not fill the frames, and the size in which it would. */
function BarsRow() {
  const t = useTexts();
  const { settings, change } = useClipSettings();
  const video = useStudioState(videoOf);
  if (video === null || settings.crop !== 'picture' || settings.grid.kind !== 'off' || !leavesBars(video, settings)) {
    return null;
  }
  const { width, height } = fittedSize(video, settings);
  return (
    <div className="studio-note studio-note--offer">
      <RectangleHorizontal size={14} aria-hidden="true" />
      <span className="studio-note__text">{t.settingBars}</span>
      <button type="button" className="button button--small" onClick={() => change({ width, height })}>
        {t.settingGridUse(width, height)}
      </button>
    </div>
  );
}

/** What was found out about cells in the video, or which ones the frames keep to. */
function GridRow() {
  const t = useTexts();
  const { settings, change } = useClipSettings();
  const found = useStudioState((state) => takeOf(state).cut?.report.grid ?? null);
  const { grid } = settings;
  if (grid.kind === 'cell') {
    return (
      <div className="studio-note">
        <Grid3x3 size={14} aria-hidden="true" />
        <span className="studio-note__text">{t.settingGridOn(cellText(grid.cell))}</span>
        <button type="button" className="button button--small" onClick={() => change({ grid: { kind: 'off' } })}>
          {t.settingGridOff}
        </button>
      </div>
    );
  }
  if (found === null) return null;
  const { cell, width, height } = found;
  const use = () => change({ grid: { kind: 'cell', cell }, width, height });
  return (
    <div className="studio-note studio-note--offer">
      <Grid3x3 size={14} aria-hidden="true" />
      <span className="studio-note__text">{t.settingGridFound(cellText(cell))}</span>
      <button type="button" className="button button--small" onClick={use}>
        {t.settingGridUse(width, height)}
      </button>
    </div>
  );
}

function cellText(cell: number): string {
  return String(Number(cell.toFixed(1)));
}
