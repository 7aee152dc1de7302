import type { ExportSettings } from '../../../shared/exportSettings.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useTexts } from '../texts/useTexts.ts';

const SCALES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** What every kind of export asks: how large, which frames, which layers. */
export function PictureFields(props: {
  readonly settings: ExportSettings;
  readonly sprite: Sprite;
  readonly onChange: (change: Partial<ExportSettings>) => void;
}) {
  const { settings, sprite, onChange } = props;
  const t = useTexts();
  return (
    <>
      <FieldRow label={t.exportScale}>
        <SelectField
          label={t.exportScale}
          value={String(settings.scale)}
          choices={SCALES.map((scale) => ({ value: String(scale), label: `${scale * 100} %` }))}
          onChange={(scale) => onChange({ scale: Number(scale) })}
        />
      </FieldRow>
      {settings.kind !== 'image' && <FrameField settings={settings} sprite={sprite} onChange={onChange} />}
      <FieldRow label={t.exportLayers}>
        <Segmented
          label={t.exportLayers}
          value={settings.layers}
          choices={[
            { value: 'visible', label: t.exportLayersVisible },
            { value: 'current', label: t.exportLayersCurrent },
          ]}
          onChange={(layers) => onChange({ layers })}
        />
      </FieldRow>
    </>
  );
}

const TAG = 'tag ';

function FrameField(props: {
  readonly settings: ExportSettings;
  readonly sprite: Sprite;
  readonly onChange: (change: Partial<ExportSettings>) => void;
}) {
  const { settings, sprite, onChange } = props;
  const t = useTexts();
  const names = [...new Set(sprite.tags.map(({ name }) => name))];
  const known = settings.frames === 'tag' && names.includes(settings.tag);
  const value = known ? `${TAG}${settings.tag}` : settings.frames === 'tag' ? 'all' : settings.frames;
  return (
    <FieldRow label={t.exportFrames}>
      <SelectField
        label={t.exportFrames}
        value={value}
        choices={[
          { value: 'all', label: t.exportFramesAll },
          { value: 'current', label: t.exportFramesCurrent },
          ...names.map((name) => ({ value: `${TAG}${name}`, label: t.exportFramesTag(name) })),
        ]}
        onChange={(chosen) => {
          if (chosen.startsWith(TAG)) onChange({ frames: 'tag', tag: chosen.slice(TAG.length) });
          else onChange({ frames: chosen === 'current' ? 'current' : 'all' });
        }}
      />
    </FieldRow>
  );
}
