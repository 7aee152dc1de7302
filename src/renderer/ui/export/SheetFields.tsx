import { EXPORT_LIMITS, type ExportSettings } from '../../../shared/exportSettings.ts';
import { Check } from '../controls/Check.tsx';
import { FieldRow } from '../controls/FieldRow.tsx';
import { LabeledNumber } from '../controls/LabeledNumber.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useTexts } from '../texts/useTexts.ts';

interface FieldsProps {
  readonly settings: ExportSettings;
  readonly onChange: (change: Partial<ExportSettings>) => void;
}

/** How the frames stand on the sheet. */
export function SheetFields({ settings, onChange }: FieldsProps) {
  const t = useTexts();
  return (
    <>
      <FieldRow label={t.exportArrange}>
        <SelectField
          label={t.exportArrange}
          value={settings.layout}
          choices={[
            { value: 'rows', label: t.exportRows },
            { value: 'columns', label: t.exportColumns },
            { value: 'horizontal', label: t.exportHorizontal },
            { value: 'vertical', label: t.exportVertical },
            { value: 'packed', label: t.exportPacked },
          ]}
          onChange={(layout) => onChange({ layout })}
        />
      </FieldRow>
      <PerLine settings={settings} onChange={onChange} />
      <FieldRow label={t.exportSheetSize}>
        <Side label={t.width} value={settings.width} onChange={(width) => onChange({ width })} />
        <span className="hint">×</span>
        <Side label={t.height} value={settings.height} onChange={(height) => onChange({ height })} />
        <span className="hint">{t.exportAutomatic}</span>
      </FieldRow>
      <FieldRow label={t.exportTrim}>
        <SelectField
          label={t.exportTrim}
          value={settings.trim}
          choices={[
            { value: 'none', label: t.exportTrimNone },
            { value: 'sprite', label: t.exportTrimSprite },
            { value: 'frame', label: t.exportTrimFrame },
          ]}
          onChange={(trim) => onChange({ trim })}
        />
      </FieldRow>
      <Paddings settings={settings} onChange={onChange} />
      <FieldRow label={t.exportOptions}>
        <Check label={t.exportExtrude} checked={settings.extrude} onChange={(extrude) => onChange({ extrude })} />
        <Check
          label={t.exportMerge}
          checked={settings.mergeDuplicates}
          onChange={(mergeDuplicates) => onChange({ mergeDuplicates })}
        />
        <Check
          label={t.exportPowerOfTwo}
          checked={settings.powerOfTwo}
          onChange={(powerOfTwo) => onChange({ powerOfTwo })}
        />
      </FieldRow>
    </>
  );
}

function PerLine({ settings, onChange }: FieldsProps) {
  const t = useTexts();
  if (settings.layout !== 'rows' && settings.layout !== 'columns') return null;
  const label = settings.layout === 'rows' ? t.exportPerRow : t.exportPerColumn;
  return (
    <FieldRow label={label}>
      <NumberField
        label={label}
        value={settings.perLine}
        {...EXPORT_LIMITS.perLine}
        onChange={(perLine) => onChange({ perLine })}
      />
      <span className="hint">{t.exportAutomatic}</span>
    </FieldRow>
  );
}

function Side(props: { readonly label: string; readonly value: number; readonly onChange: (value: number) => void }) {
  return <NumberField {...props} {...EXPORT_LIMITS.side} />;
}

function Paddings({ settings, onChange }: FieldsProps) {
  const t = useTexts();
  const { padding } = EXPORT_LIMITS;
  return (
    <FieldRow label={t.exportPadding}>
      <LabeledNumber
        label={t.exportBorderLong}
        word={t.exportBorder}
        value={settings.borderPadding}
        {...padding}
        onChange={(borderPadding) => onChange({ borderPadding })}
      />
      <LabeledNumber
        label={t.exportBetweenLong}
        word={t.exportBetween}
        value={settings.shapePadding}
        {...padding}
        onChange={(shapePadding) => onChange({ shapePadding })}
      />
      <LabeledNumber
        label={t.exportInsideLong}
        word={t.exportInside}
        value={settings.innerPadding}
        {...padding}
        onChange={(innerPadding) => onChange({ innerPadding })}
      />
    </FieldRow>
  );
}

/** Into what parts it is split, and what the JSON beside it says. */
export function DataFields({ settings, onChange }: FieldsProps) {
  const t = useTexts();
  return (
    <>
      <FieldRow label={t.exportSplit}>
        <Check
          label={t.exportSplitLayers}
          checked={settings.splitLayers}
          onChange={(splitLayers) => onChange({ splitLayers })}
        />
        <Check
          label={t.exportSplitTags}
          checked={settings.splitTags}
          onChange={(splitTags) => onChange({ splitTags })}
        />
        <Check
          label={t.exportSplitSlices}
          checked={settings.splitSlices}
          onChange={(splitSlices) => onChange({ splitSlices })}
        />
      </FieldRow>
      <FieldRow label={t.exportData}>
        <Segmented
          label={t.exportData}
          value={settings.data}
          choices={[
            { value: 'none', label: t.exportDataNone },
            { value: 'hash', label: t.exportDataHash },
            { value: 'array', label: t.exportDataArray },
          ]}
          onChange={(data) => onChange({ data })}
        />
      </FieldRow>
      {settings.data !== 'none' && (
        <FieldRow label={t.exportList}>
          <Check label={t.exportListTags} checked={settings.listTags} onChange={(listTags) => onChange({ listTags })} />
          <Check
            label={t.exportListLayers}
            checked={settings.listLayers}
            onChange={(listLayers) => onChange({ listLayers })}
          />
          <Check
            label={t.exportListSlices}
            checked={settings.listSlices}
            onChange={(listSlices) => onChange({ listSlices })}
          />
        </FieldRow>
      )}
    </>
  );
}
