import { memo } from 'react';
import type { Layer, LayerId, Sprite } from '../../../shared/sprite/sprite.ts';
import { useTexts } from '../texts/useTexts.ts';
import { celLinks } from './celLinks.ts';
import { type GridMeasures, headHeight, type Span } from './gridMeasures.ts';
import { ROLES } from './gridRoles.ts';
import { LayerName } from './LayerName.tsx';
import { RowPictures } from './RowPictures.tsx';
import './TimelineRow.css';

interface TimelineRowProps {
  readonly sprite: Sprite;
  readonly layer: Layer;
  readonly depth: number;
  readonly row: number;
  /** The columns to show. */
  readonly span: Span;
  readonly grid: GridMeasures;
  /** The current column if this is the current row. */
  readonly current: number | null;
  readonly currentId: string;
  /** Pictures of the cels, not dots. */
  readonly pictures: boolean;
  /** Device pixels for one CSS pixel. */
  readonly density: number;
  readonly renaming: boolean;
  readonly onRenamed: (id: LayerId | null) => void;
}

/** One layer: its name at the left edge, its cels along the frames. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { sprite, layer, depth, row, span, grid, current, pictures, density } = props;
  return (
    <div
      {...ROLES.row(row)}
      className="timeline-grid__row"
      style={{ top: headHeight(grid) + row * grid.cellHeight }}
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
      {pictures && layer.kind === 'image' && layer.cels.size > 0 && (
        <RowPictures sprite={sprite} layer={layer} span={span} grid={grid} density={density} />
      )}
    </div>
  );
}, sameRow);

/** A dot, or the ground of a picture, for each cel, with a line towards the neighbours that it is linked to. */
function Cels({ sprite, layer, span, grid, current, currentId, pictures }: TimelineRowProps) {
  const t = useTexts();
  const look = pictures && layer.kind === 'image' ? 'picture' : 'dot';
  return sprite.frames.slice(span.first, span.last + 1).map((frame, i) => {
    const column = span.first + i;
    const { cel, linkedBefore, linkedAfter } = celLinks(sprite, layer, column);
    const linked = linkedBefore || linkedAfter;
    const name = cel === undefined ? t.timelineCelEmpty : linked ? t.timelineCelLinked : t.timelineCel;
    return (
      <div
        key={frame.id}
        {...ROLES.cell(column, name(layer.name, column + 1))}
        className="cel"
        style={{ left: grid.names + column * grid.cellWidth }}
        data-cel={cel && look}
        data-before={linkedBefore || undefined}
        data-after={linkedAfter || undefined}
        {...(column === current && { 'aria-selected': true, id: currentId })}
      />
    );
  });
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
    rest.grid === next.grid &&
    rest.current === next.current &&
    rest.pictures === next.pictures &&
    rest.density === next.density &&
    rest.renaming === next.renaming
  );
}
