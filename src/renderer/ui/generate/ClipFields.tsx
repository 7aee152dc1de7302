import { GENERATION_LIMITS } from '../../../shared/ipc.ts';
import { Check } from '../controls/Check.tsx';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { type ClipDraft, COLOR_COUNTS, SIZES } from './draft.ts';

/** Size, colours, speed, loop and background: the same for a prompt and for a video of one's own. */
export function ClipFields(props: {
  readonly draft: ClipDraft;
  readonly hasPalette: boolean;
  readonly onChange: (change: Partial<ClipDraft>) => void;
}) {
  const { draft, hasPalette, onChange } = props;
  const t = useTexts();
  const { fps } = GENERATION_LIMITS;
  return (
    <div>
      <FieldRow label={t.size}>
        <SizeChoice draft={draft} onChange={onChange} />
      </FieldRow>
      <FieldRow label={t.colors}>
        <Segmented<number | 'palette'>
          label={t.colors}
          value={draft.colors === 'palette' && !hasPalette ? 16 : draft.colors}
          choices={[
            ...COLOR_COUNTS.map((value) => ({ value, label: String(value) })),
            ...(hasPalette ? [{ value: 'palette' as const, label: t.colorsOfPalette, tip: t.colorsOfPaletteTip }] : []),
          ]}
          onChange={(colors) => onChange({ colors })}
        />
      </FieldRow>
      <FieldRow label={t.fps}>
        <NumberField
          label={`${t.fps} (${t.fpsUnit})`}
          value={draft.fps}
          least={fps.least}
          most={fps.most}
          onChange={(value) => onChange({ fps: value })}
        />
        <span className="hint">{t.fpsUnit}</span>
        <Check label={t.loop} checked={draft.loop} onChange={(loop) => onChange({ loop })} />
      </FieldRow>
      <FieldRow label={t.clipBackground}>
        <Segmented
          label={t.clipBackground}
          value={draft.background}
          choices={[
            { value: 'remove', label: t.backgroundRemove },
            { value: 'keep', label: t.backgroundKeep },
          ]}
          onChange={(background) => onChange({ background })}
        />
      </FieldRow>
    </div>
  );
}

function SizeChoice(props: { readonly draft: ClipDraft; readonly onChange: (change: Partial<ClipDraft>) => void }) {
  const { draft, onChange } = props;
  const t = useTexts();
  const { least, most } = GENERATION_LIMITS.side;
  const choose = (size: number | 'custom') =>
    onChange(size === 'custom' ? { customSize: true } : { customSize: false, width: size, height: size });
  return (
    <>
      <Segmented<number | 'custom'>
        label={t.size}
        value={draft.customSize ? 'custom' : draft.width}
        choices={[
          ...SIZES.map((value) => ({ value, label: String(value), tip: `${value} × ${value} ${t.pixels}` })),
          { value: 'custom', label: '…', name: t.custom, tip: t.custom },
        ]}
        onChange={choose}
      />
      {draft.customSize && (
        <>
          <NumberField
            label={t.width}
            value={draft.width}
            least={least}
            most={most}
            onChange={(width) => onChange({ width })}
          />
          <span className="hint">×</span>
          <NumberField
            label={t.height}
            value={draft.height}
            least={least}
            most={most}
            onChange={(height) => onChange({ height })}
          />
        </>
      )}
    </>
  );
}
