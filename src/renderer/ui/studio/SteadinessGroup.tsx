import { Check } from '../controls/Check.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { SettingGroup } from './SettingGroup.tsx';
import { SettingSlider } from './SettingSlider.tsx';
import { useClipSettings } from './useStudio.ts';

/** What keeps still things still. */
export function SteadinessGroup() {
  const t = useTexts();
  const { settings, change } = useClipSettings();
  return (
    <SettingGroup
      title={t.groupSteadiness}
      more={<SettingSlider setting="stick" label={t.settingStick} tip={t.settingStickTip} />}
    >
      <SettingSlider setting="steadiness" label={t.settingSteadiness} tip={t.settingSteadinessTip} />
      <Check
        label={t.settingOrphans}
        checked={settings.mergeOrphans}
        onChange={(mergeOrphans) => change({ mergeOrphans })}
      />
    </SettingGroup>
  );
}
