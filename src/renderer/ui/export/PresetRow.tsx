import { BookmarkPlus, Check, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { EXPORT_LIMITS, type ExportPreset, type ExportSettings } from '../../../shared/exportSettings.ts';
import { BUILT_IN_PRESETS, sameSettings } from '../../editor/export/presets.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useSettings } from '../dialogs/useSettings.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';

/** The presets that come along and the user's own; settings that are none of them are custom. */
export function PresetRow(props: {
  readonly settings: ExportSettings;
  readonly onChange: (settings: ExportSettings) => void;
}) {
  const { settings, onChange } = props;
  const t = useTexts();
  const own = useSession((session) => session.settings.exportPresets);
  const change = useSettings();
  const [naming, setNaming] = useState(false);
  const presets = usePresets(own);
  const current = presets.find((preset) => sameSettings(preset.settings, settings));
  const choose = (id: string) => {
    const chosen = presets.find((preset) => preset.id === id);
    if (chosen) onChange(chosen.settings);
  };
  const save = (name: string) => {
    change({ exportPresets: [...own.filter((preset) => preset.name !== name), { name, settings }] });
    setNaming(false);
  };
  if (naming) return <PresetName onSave={save} onCancel={() => setNaming(false)} />;
  return (
    <FieldRow label={t.exportPreset}>
      <SelectField
        label={t.exportPreset}
        value={current?.id ?? ''}
        choices={[
          ...(current ? [] : [{ value: '', label: t.exportPresetNone }]),
          ...presets.map(({ id, label }) => ({ value: id, label })),
        ]}
        onChange={choose}
      />
      {current?.name === undefined ? (
        <IconButton
          icon={BookmarkPlus}
          label={t.exportPresetSave}
          disabled={current !== undefined || own.length >= EXPORT_LIMITS.presets}
          onPress={() => setNaming(true)}
        />
      ) : (
        <IconButton
          icon={Trash2}
          label={t.exportPresetDelete}
          onPress={() => change({ exportPresets: own.filter(({ name }) => name !== current.name) })}
        />
      )}
    </FieldRow>
  );
}

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly settings: ExportSettings;
  /** Of one of the user's own. */
  readonly name?: string;
}

function usePresets(own: readonly ExportPreset[]): readonly Choice[] {
  const t = useTexts();
  return [
    { id: 'gif', label: t.exportPresetGif, settings: BUILT_IN_PRESETS.gif },
    { id: 'engine', label: t.exportPresetEngine, settings: BUILT_IN_PRESETS.engine },
    { id: 'packed', label: t.exportPresetPacked, settings: BUILT_IN_PRESETS.packed },
    ...own.map(({ name, settings }) => ({ id: `own ${name}`, label: name, name, settings })),
  ];
}

/** Asks what a preset is to be called; Enter saves, Esc leaves it. */
function PresetName(props: { readonly onSave: (name: string) => void; readonly onCancel: () => void }) {
  const t = useTexts();
  const [name, setName] = useState('');
  const save = () => {
    if (name.trim() !== '') props.onSave(name.trim());
  };
  return (
    <FieldRow label={t.exportPreset}>
      <input
        className="text-field export__preset-name"
        aria-label={t.exportPresetName}
        placeholder={t.exportPresetName}
        maxLength={EXPORT_LIMITS.presetName}
        value={name}
        ref={(field) => field?.focus()}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          // Neither the dialog's own button nor its closing is meant.
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Enter') save();
          else props.onCancel();
        }}
      />
      <IconButton icon={Check} label={t.exportPresetSave} disabled={name.trim() === ''} onPress={save} />
    </FieldRow>
  );
}
