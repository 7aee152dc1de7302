import { Pipette } from 'lucide-react';
import { useState } from 'react';
import { fromHex, toHex } from '../../../shared/sprite/color.ts';
import { applyAction } from '../../editor/studio/applyAction.ts';
import { Check } from '../controls/Check.tsx';
import { FieldRow } from '../controls/FieldRow.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { SettingGroup } from './SettingGroup.tsx';
import { SettingSlider } from './SettingSlider.tsx';
import { useClipSettings, useStudio, useStudioState } from './useStudio.ts';

/** What of the picture goes, and how far. */
export function BackgroundGroup() {
  const t = useTexts();
  const { update } = useStudio();
  const { settings, change } = useClipSettings();
  const { background } = settings;
  const choose = (kind: 'auto' | 'key' | 'keep') => {
    // The colour is picked on the video; until then everything stays as it is.
    if (kind === 'key') update((state) => ({ ...state, picking: true }));
    else change({ background: { kind } });
  };
  const keeps = background.kind === 'keep';
  return (
    <SettingGroup
      title={t.groupBackground}
      more={
        keeps ? undefined : (
          <>
            <SettingSlider setting="matteSoft" label={t.settingMatteSoft} tip={t.settingMatteSoftTip} />
            <Check
              label={t.settingHoles}
              checked={settings.removeHoles}
              onChange={(removeHoles) => change({ removeHoles })}
            />
          </>
        )
      }
    >
      <FieldRow label={t.settingRemove}>
        <Segmented<'auto' | 'key' | 'keep'>
          label={t.settingRemove}
          value={background.kind}
          choices={[
            { value: 'auto', label: t.removeAuto, tip: t.removeAutoTip },
            { value: 'key', label: t.removeKey, tip: t.removeKeyTip },
            { value: 'keep', label: t.removeKeep, tip: t.removeKeepTip },
          ]}
          onChange={choose}
        />
      </FieldRow>
      {background.kind === 'key' && <KeyRow color={background.color} />}
      {!keeps && (
        <>
          <SettingSlider setting="matteSure" label={t.settingMatteSure} tip={t.settingMatteSureTip} />
          <SettingSlider setting="coverage" label={t.settingCoverage} tip={t.settingCoverageTip} />
          <Check
            label={t.settingShadow}
            checked={settings.removeShadow}
            onChange={(removeShadow) => change({ removeShadow })}
          />
        </>
      )}
    </SettingGroup>
  );
}

function KeyRow({ color }: { readonly color: number }) {
  const t = useTexts();
  const { update } = useStudio();
  const { change } = useClipSettings();
  const picking = useStudioState((state) => state.picking);
  const hex = toHex(color);
  const [draft, setDraft] = useState<string | null>(null);
  const leave = () => {
    const typed = draft === null ? undefined : fromHex(draft);
    if (typed !== undefined) change({ background: { kind: 'key', color: typed } });
    setDraft(null);
  };
  return (
    <FieldRow label={t.settingKey}>
      <span className="key-swatch" style={{ background: hex }} aria-hidden="true" />
      <input
        className="text-field key-hex"
        aria-label={t.settingKeyHex}
        value={draft ?? hex}
        spellCheck={false}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <IconButton
        icon={Pipette}
        label={t.settingKeyPick}
        shortcut="K"
        pressed={picking}
        onPress={() => update((state) => applyAction(state, { kind: 'pick' }))}
      />
    </FieldRow>
  );
}
