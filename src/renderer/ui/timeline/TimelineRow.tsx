import { memo } from 'react';
import { celOf } from '../../../shared/sprite/cels.ts';
import type { Cel, Layer, LayerId, Sprite } from '../../../shared/sprite/sprite.ts';
import { useTexts } from '../texts/useTexts.ts';
import { CelMark, type CelMarkProps } from './CelMark.tsx';
import { ROLES } from './gridRoles.ts';
import { LayerName } from './LayerName.tsx';
import { headHeight, type Sheet, type Span } from './sheet.ts';

interface TimelineRowProps {
  readonly sprite: Sprite;
  readonly layer: Layer;
  readonly depth: number;
  readonly row: number;
  /** The columns to show. */
  readonly span: Span;
  readonly sheet: Sheet;
  /** The current column if this is the current row. */
  readonly current: number | null;
  readonly currentId: string;
  readonly renaming: boolean;
  readonly onRenamed: (id: LayerId | null) => void;
}

/** One layer: its name at the left edge, its cels along the frames. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { layer, depth, row, sheet, current } = props;
  return (
    <div
      {...ROLES.row(row)}
      className="sheet__row"
      style={{ top: headHeight(sheet) + row * sheet.cellHeight }}
      data-current={current !== null || undefined}
      data-hidden={!layer.visible || undefined}
    >
      <LayerName
        layer={layer}
        depth={depth}
        current={current !== null}
        renaming={props.renaming}
        onRenamed={props.onRenamed}
      />
      <Cels {...props} />
    </div>
  );
}, sameRow);

function Cels({ sprite, layer, span, sheet, current, currentId }: TimelineRowProps) {
  const t = useTexts();
  const celAt = (column: number): Cel | undefined => {
    const frame = sprite.frames[column];
    return frame && celOf(layer, frame.id);
  };
  return sprite.frames.slice(span.first, span.last + 1).map((frame, i) => {
    const column = span.first + i;
    const cel = celOf(layer, frame.id);
    const linked = (other: number): boolean => cel !== undefined && celAt(other)?.content.id === cel.content.id;
    const [before, after] = [linked(column - 1), linked(column + 1)];
    const name = cel === undefined ? t.timelineCelEmpty : before || after ? t.timelineCelLinked : t.timelineCel;
    return (
      <div
        key={frame.id}
        {...ROLES.cell(column, name(layer.name, column + 1))}
        className="cel"
        style={{ left: sheet.names + column * sheet.cellWidth }}
        {...(column === current && { 'aria-selected': true, id: currentId })}
      >
        {cel && layer.kind !== 'group' && (
          <CelMark {...markOf(sprite, column, layer, cel)} linkedBefore={before} linkedAfter={after} />
        )}
      </div>
    );
  });
}

function markOf(sprite: Sprite, column: number, layer: CelMarkProps['layer'], cel: Cel) {
  return { sprite, column, layer, cel };
}

/** A row looks the same as long as its layer, the frames and what its pictures depend on are the same. */
function sameRow(a: TimelineRowProps, b: TimelineRowProps): boolean {
  const { sprite: before, span: from, ...rest } = a;
  const { sprite: after, span: to, ...next } = b;
  return (
    before.frames === after.frames &&
    before.width === after.width &&
    before.height === after.height &&
    before.colorMode === after.colorMode &&
    before.palette === after.palette &&
    before.paletteChanges === after.paletteChanges &&
    before.transparentIndex === after.transparentIndex &&
    from.first === to.first &&
    from.last === to.last &&
    rest.layer === next.layer &&
    rest.depth === next.depth &&
    rest.row === next.row &&
    rest.sheet === next.sheet &&
    rest.current === next.current &&
    rest.renaming === next.renaming
  );
}
