import { type GridMeasures, headHeight } from './gridMeasures.ts';
import type { TimelineDrag } from './timelineDrag.ts';
import './DragMarks.css';

/** Shows where what is being dragged would go. */
export function DragMarks({ drag, grid }: { readonly drag: TimelineDrag; readonly grid: GridMeasures }) {
  const { names, cellWidth, cellHeight } = grid;
  switch (drag.kind) {
    case 'frame':
      return (
        <>
          <div className="drag-mark drag-mark--lifted-column" style={{ left: names + drag.column * cellWidth }} />
          <div className="drag-mark drag-mark--gap" style={{ left: names + drag.gap * cellWidth }} />
        </>
      );
    case 'cel':
      return (
        <div
          className="drag-mark drag-mark--cel"
          style={{ left: names + drag.to * cellWidth, top: headHeight(grid) + drag.row * cellHeight }}
        />
      );
    case 'layer': {
      if (drag.drop === null) return null;
      const { at, row, depth } = drag.drop.mark;
      const top = headHeight(grid) + row * cellHeight;
      return <div className={`drag-mark drag-mark--${at}`} style={{ top, left: 48 + depth * 12 }} />;
    }
  }
}
