import { DITHERS, type Dither } from '../../../shared/clip/clipSettings.ts';
import type { PaletteChoice } from '../../../shared/sprite/edits/clip/clipPalette.ts';
import { choosePalette, paletteChoiceOf } from '../../editor/studio/paletteChoice.ts';
import { colorsToLock, studioSprite } from '../../editor/studio/studioOpening.ts';
import { settle } from '../../editor/studio/studioState.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { SettingGroup } from './SettingGroup.tsx';
import { SettingSlider } from './SettingSlider.tsx';
import { useClipSettings, useStudio, useStudioState } from './useStudio.ts';

/** Which colours the frames are drawn with. */
export function ColorsGroup() {
  const t = useTexts();
  const { settings, change } = useClipSettings();
  const locked = settings.palette;
  return (
    <SettingGroup
      title={t.groupColors}
      more={
        locked === null ? (
          <SettingSlider setting="rarity" label={t.settingRarity} tip={t.settingRarityTip} />
        ) : undefined
      }
    >
      <PaletteRow />
      {locked === null ? (
        <>
          <SettingSlider setting="colorCount" label={t.settingColorCount} most={64} />
          <SettingSlider setting="merge" label={t.settingMerge} tip={t.settingMergeTip} />
        </>
      ) : (
        <p className="hint setting-hint">{t.studioPaletteLocked(locked.length)}</p>
      )}
      <FieldRow label={t.settingDither}>
        <SelectField<Dither>
          label={t.settingDither}
          value={settings.dither}
          choices={DITHERS.map((value) => ({ value, label: t.ditherNames[value] }))}
          onChange={(dither) => change({ dither })}
        />
      </FieldRow>
    </SettingGroup>
  );
}

function PaletteRow() {
  const t = useTexts();
  const { update } = useStudio();
  const sprite = useSession(studioSprite);
  const choice = useStudioState(paletteChoiceOf);
  const place = useStudioState((state) => state.insert.place.kind);
  const colors = colorsToLock(sprite);
  if (sprite === undefined) return null;
  const names: Readonly<Record<PaletteChoice, readonly [label: string, tip: string]>> = {
    lock: [t.studioPaletteLock, t.studioPaletteLockTip],
    merge: [t.studioPaletteMerge, t.studioPaletteMergeTip],
    replace: [t.studioPaletteReplace, t.studioPaletteReplaceTip],
  };
  // A sprite of its own has no palette yet that colours could be added to.
  const offered: readonly PaletteChoice[] = [
    ...(colors ? (['lock'] as const) : []),
    ...(place === 'sprite' ? [] : (['merge'] as const)),
    'replace',
  ];
  return (
    <FieldRow label={t.settingPalette}>
      <Segmented<PaletteChoice>
        label={t.settingPalette}
        value={place === 'sprite' && choice === 'merge' ? 'replace' : choice}
        choices={offered.map((value) => ({ value, label: names[value][0], tip: names[value][1] }))}
        onChange={(next) => update((state) => settle(choosePalette(state, next, colors)))}
      />
    </FieldRow>
  );
}
