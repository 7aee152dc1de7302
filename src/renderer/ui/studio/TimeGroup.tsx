import type { CSSProperties } from 'react';
import type { Loop } from '../../../shared/clip/clipReport.ts';
import { ALIGNMENTS, type Alignment, CLIP_RANGES, type LoopChoice } from '../../../shared/clip/clipSettings.ts';
import { takeOf, videoOf } from '../../editor/studio/studioState.ts';
import { Check } from '../controls/Check.tsx';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { SettingGroup } from './SettingGroup.tsx';
import { SettingSlider } from './SettingSlider.tsx';
import { useClipSettings, useStudioState } from './useStudio.ts';

/** Which moments become frames. */
export function TimeGroup() {
  const t = useTexts();
  const { settings, change } = useClipSettings();
  const fps = useStudioState((state) => videoOf(state)?.fps ?? null);
  return (
    <SettingGroup
      title={t.groupTime}
      more={
        <Check
          label={t.settingDuplicates}
          checked={settings.dropDuplicates}
          onChange={(dropDuplicates) => change({ dropDuplicates })}
        />
      }
    >
      <SettingSlider setting="fps" label={t.settingFps} most={Math.max(12, Math.ceil(fps ?? 30))} />
      <LoopRows />
      <LimitRow />
      <FieldRow label={t.settingAlign}>
        <Segmented<Alignment>
          label={t.settingAlign}
          value={settings.align}
          choices={ALIGNMENTS.map((value) => ({ value, label: t.alignNames[value], tip: t.alignTips[value] }))}
          onChange={(align) => change({ align })}
        />
      </FieldRow>
    </SettingGroup>
  );
}

function LoopRows() {
  const t = useTexts();
  const { settings, change } = useClipSettings();
  const { loop } = settings;
  const kind = loop.kind === 'span' ? 'auto' : loop.kind;
  return (
    <>
      <FieldRow label={t.settingLoop}>
        <Segmented<'auto' | 'once' | 'off'>
          label={t.settingLoop}
          value={kind}
          choices={[
            { value: 'auto', label: t.loopAuto, tip: t.loopAutoTip },
            { value: 'once', label: t.loopOnce, tip: t.loopOnceTip },
            { value: 'off', label: t.loopAll, tip: t.loopAllTip },
          ]}
          onChange={(next) => change({ loop: { kind: next } })}
        />
      </FieldRow>
      {kind === 'auto' && <LoopChips loop={loop} />}
    </>
  );
}

/** The loops that were found, best first. */
function LoopChips({ loop }: { readonly loop: LoopChoice }) {
  const t = useTexts();
  const { settings, change } = useClipSettings();
  const loops = useStudioState((state) => takeOf(state).cut?.report.loops ?? NONE);
  const isChosen = ({ start, length }: Loop, at: number) =>
    loop.kind === 'span' ? loop.start === start && loop.length === length : loop.kind === 'auto' && at === 0;
  if (loops.length === 0) return <p className="hint setting-hint">{t.loopNone}</p>;
  return (
    <div className="loop-chips" role="radiogroup" aria-label={t.loopFound}>
      {loops.slice(0, 4).map((found, at) => {
        const { start, length, seam } = found;
        return (
          <label
            key={`${start} ${length}`}
            className="loop-chip"
            data-tip={t.loopChipTip(start + 1, start + length, (length / settings.fps).toFixed(2))}
          >
            <input
              type="radio"
              name="loop"
              checked={isChosen(found, at)}
              onChange={() => change({ loop: at === 0 ? { kind: 'auto' } : { kind: 'span', start, length } })}
            />
            <span className="loop-chip__seam" style={seamStyle(seam)} aria-hidden="true" />
            {t.loopChip(length, seam.toFixed(2))}
            {at === 0 && <span className="loop-chip__best">{t.loopBest}</span>}
          </label>
        );
      })}
    </div>
  );
}

function seamStyle(seam: number): CSSProperties & { '--seam': number } {
  return { '--seam': Math.min(1, seam) };
}

const NONE: readonly Loop[] = [];

function LimitRow() {
  const t = useTexts();
  const { settings, change, settle } = useClipSettings();
  const { frameCount } = settings;
  const frames = useStudioState((state) => takeOf(state).cut?.clip.frames.length ?? 12);
  return (
    <div className="setting-line">
      <Check
        label={t.settingLimit}
        checked={frameCount !== null}
        onChange={(limited) => change({ frameCount: limited ? Math.max(2, Math.min(frames, 12)) : null })}
      />
      <NumberField
        label={`${t.settingLimit} (${t.settingLimitUnit})`}
        value={frameCount ?? frames}
        {...CLIP_RANGES.frameCount}
        onChange={(value) => change({ frameCount: value }, 'frameCount')}
        onCommit={settle}
      />
      <span className="hint">{t.settingLimitUnit}</span>
    </div>
  );
}
