import type { SheetGrid } from '../../../shared/formats/sheet/sheetCells.ts';
import type { SheetPicture } from '../../editor/import/spriteOfSheet.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { LabeledNumber } from '../controls/LabeledNumber.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { SizeFields } from '../dialogs/SizeFields.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';
import type { SheetDraft } from './sheetDraft.ts';

/** By what a sheet is cut: a grid, its data, or the gaps in it. */
export function SheetCutFields(props: {
  readonly draft: SheetDraft;
  readonly image: SheetPicture;
  readonly onChange: (change: Partial<SheetDraft>) => void;
}) {
  const { draft, image, onChange } = props;
  const t = useTexts();
  return (
    <>
      <Segmented
        label={t.sheetBy}
        value={draft.by}
        choices={[
          { value: 'grid', label: t.sheetByGrid },
          { value: 'data', label: t.sheetByData },
          { value: 'finding', label: t.sheetByFinding },
        ]}
        onChange={(by) => onChange({ by })}
      />
      {draft.by === 'grid' && (
        <GridFields
          grid={draft.grid}
          most={Math.max(image.width, image.height)}
          onChange={(change) => onChange({ grid: { ...draft.grid, ...change } })}
        />
      )}
      {draft.by === 'data' && <DataField draft={draft} onChange={onChange} />}
      {draft.by === 'finding' && (
        <>
          <FieldRow label={t.sheetDistance}>
            <NumberField
              label={t.sheetDistance}
              value={draft.distance}
              least={1}
              most={64}
              onChange={(distance) => onChange({ distance })}
            />
            <span className="hint">{t.pixels}</span>
          </FieldRow>
          <p className="hint">{t.sheetDistanceHint}</p>
        </>
      )}
    </>
  );
}

function GridFields(props: {
  readonly grid: SheetGrid;
  readonly most: number;
  readonly onChange: (change: Partial<SheetGrid>) => void;
}) {
  const { grid, most, onChange } = props;
  const t = useTexts();
  const field = (name: 'x' | 'y' | 'gapX' | 'gapY', label: string) => (
    <LabeledNumber
      label={label}
      value={grid[name]}
      least={0}
      most={most}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <>
      <FieldRow label={t.sheetCell}>
        <SizeFields size={grid} most={most} onChange={onChange} />
      </FieldRow>
      <FieldRow label={t.sheetOffset}>
        {field('x', t.sheetX)}
        {field('y', t.sheetY)}
      </FieldRow>
      <FieldRow label={t.sheetGap}>
        {field('gapX', t.sheetGapX)}
        {field('gapY', t.sheetGapY)}
      </FieldRow>
    </>
  );
}

function DataField(props: { readonly draft: SheetDraft; readonly onChange: (change: Partial<SheetDraft>) => void }) {
  const { draft, onChange } = props;
  const t = useTexts();
  const { requests } = useEditor();
  const run = useRun();
  const choose = async () => {
    const [file] = await requests.chooseFiles('sheetData');
    if (file === undefined) return;
    const text = new TextDecoder().decode(await requests.readFile(file.id));
    onChange({ data: { name: file.name, text } });
  };
  return (
    <>
      <FieldRow label={t.exportData}>
        <button type="button" className="button" onClick={() => run(choose)}>
          {draft.data?.name ?? `${t.sheetChooseData}…`}
        </button>
      </FieldRow>
      <p className="hint">{t.sheetDataHint}</p>
    </>
  );
}
