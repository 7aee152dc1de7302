import { SAMPLERS, type Sampler } from '../../../shared/clip/clipSettings.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { SettingGroup } from './SettingGroup.tsx';
import { SettingSlider } from './SettingSlider.tsx';
import { useClipSettings } from './useStudio.ts';

/** How a pixel comes by its colour. */
export function PixelsGroup() {
  const t = useTexts();
  const { settings, change } = useClipSettings();
  return (
    <SettingGroup title={t.groupPixels}>
      <FieldRow label={t.settingSampler}>
        <SelectField<Sampler>
          label={t.settingSampler}
          value={settings.sampler}
          choices={SAMPLERS.map((value) => ({ value, label: t.samplerNames[value] }))}
          onChange={(sampler) => change({ sampler })}
        />
      </FieldRow>
      <p className="hint setting-hint">{t.samplerHints[settings.sampler]}</p>
      {settings.sampler === 'dpid' && (
        <SettingSlider setting="detail" label={t.settingDetail} tip={t.settingDetailTip} />
      )}
      <SettingSlider setting="outline" label={t.settingOutline} tip={t.settingOutlineTip} />
    </SettingGroup>
  );
}
