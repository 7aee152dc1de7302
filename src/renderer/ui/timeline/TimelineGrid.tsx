import { type CSSProperties, type MouseEvent, useMemo, useRef, useState } from 'react';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { groupsAround } from '../../../shared/sprite/layers.ts';
import type { LayerId, Sprite } from '../../../shared/sprite/sprite.ts';
import { showDialog } from '../../editor/actions.ts';
import { spriteOf } from '../../editor/documents.ts';
import type { Document } from '../../editor/session.ts';
import { type LayerRowData, layerRows } from '../layers/layerRows.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { DragMarks } from './DragMarks.tsx';
import { type GridMeasures, headHeight, measureGrid } from './gridMeasures.ts';
import { ROLES } from './gridRoles.ts';
import { TimelineHead } from './TimelineHead.tsx';
import { TimelineMenu, type TimelineMenuPlace } from './TimelineMenu.tsx';
import { TimelineRow } from './TimelineRow.tsx';
import { laneCount, tagLanes } from './tagLanes.ts';
import { useGridKeys } from './useGridKeys.ts';
import { useGridView, useReveal } from './useGridView.ts';
import { usePlayhead } from './usePlayhead.ts';
import { isControl, useTimelinePointer } from './useTimelinePointer.ts';

const CURRENT_CELL = 'timeline-current';

/** Tags, frame numbers, and the cels of every layer. Only what is in view exists. */
export function TimelineGrid({ document }: { readonly document: Document }) {
  const t = useTexts();
  const update = useUpdate();
  const scroller = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<LayerId | null>(null);
  const [menu, setMenu] = useState<TimelineMenuPlace | null>(null);
  const sprite = spriteOf(document);
  const pictures = useSession((session) => session.celPictures);
  const density = useSession((session) => session.viewport.density);
  const { rows, bands, grid } = useContent(sprite, pictures);
  const view = useGridView(scroller, grid);
  const current = { column: indexOf(sprite, document.frame), row: rowOf(sprite, rows, document.layer) };
  useReveal(scroller, grid, current);
  usePlayhead(scroller, document, grid.cellWidth);
  const pointer = useTimelinePointer(scroller, { sprite, rows, grid });
  const keys = useGridKeys();
  const clicks = {
    onDoubleClick(event: MouseEvent) {
      if (isControl(event.target)) return;
      const spot = pointer.spotOf(event);
      const frame = spot.kind === 'frame' && spot.column !== null ? sprite.frames[spot.column] : undefined;
      if (frame) update((session) => showDialog(session, { kind: 'frameProperties', frame: frame.id }));
      if (spot.kind === 'layer' && spot.row !== null) setRenaming(rows[spot.row]?.layer.id ?? null);
    },
    onContextMenu(event: MouseEvent) {
      event.preventDefault();
      setMenu(menuPlace(event, pointer.spotOf(event).kind));
    },
  };

  return (
    <div
      {...ROLES.grid(t.timelineLabel, grid, CURRENT_CELL)}
      {...keys}
      {...clicks}
      className="timeline__scroll"
      ref={scroller}
    >
      <div
        className="timeline-grid"
        data-dragging={pointer.drag?.kind}
        data-playing={document.playback !== null || undefined}
        style={measures(grid)}
        {...pointer.handlers}
      >
        <TimelineHead document={document} grid={grid} span={view.columns} bands={bands} current={current.column} />
        <div className="timeline-grid__column" style={{ left: grid.names + current.column * grid.cellWidth }} />
        <div className="timeline-grid__column timeline-grid__column--playing" data-playhead />
        {rows.slice(view.rows.first, view.rows.last + 1).map(({ layer, depth }, i) => (
          <TimelineRow
            key={layer.id}
            sprite={sprite}
            layer={layer}
            depth={depth}
            row={view.rows.first + i}
            span={view.columns}
            grid={grid}
            current={view.rows.first + i === current.row ? current.column : null}
            currentId={CURRENT_CELL}
            pictures={pictures}
            density={density}
            renaming={layer.id === renaming}
            onRenamed={setRenaming}
          />
        ))}
        {pointer.drag && <DragMarks drag={pointer.drag} grid={grid} />}
      </div>
      {menu && <TimelineMenu place={menu} onClose={() => setMenu(null)} />}
    </div>
  );
}

function useContent(sprite: Sprite, pictures: boolean) {
  const { layers, frames, tags } = sprite;
  const rows = useMemo(() => layerRows(layers), [layers]);
  const bands = useMemo(() => tagLanes({ frames, tags }), [frames, tags]);
  const [columns, count, lanes] = [frames.length, rows.length, laneCount(bands)];
  const grid = useMemo(() => measureGrid({ columns, rows: count, lanes, pictures }), [columns, count, lanes, pictures]);
  return { rows, bands, grid };
}

/** The row of a layer, or of the folded group that hides it. */
function rowOf(sprite: Sprite, rows: readonly LayerRowData[], id: LayerId): number | null {
  const at = rows.findIndex(({ layer }) => layer.id === id);
  if (at >= 0) return at;
  const folded = groupsAround(sprite.layers, id).find(({ collapsed }) => collapsed);
  const group = rows.findIndex(({ layer }) => layer.id === folded?.id);
  return group < 0 ? null : group;
}

function measures(grid: GridMeasures): CSSProperties & Readonly<Record<`--${string}`, string>> {
  return {
    width: grid.names + grid.columns * grid.cellWidth,
    height: headHeight(grid) + grid.rows * grid.cellHeight,
    '--names': `${grid.names}px`,
    '--cell-width': `${grid.cellWidth}px`,
    '--cell-height': `${grid.cellHeight}px`,
    '--head': `${headHeight(grid)}px`,
    '--layers-height': `${grid.rows * grid.cellHeight}px`,
    '--frames-width': `${grid.columns * grid.cellWidth}px`,
  };
}

/** At the pointer, or at the current cell when the keyboard asked for it. */
function menuPlace({ button, ctrlKey, clientX, clientY }: MouseEvent, spot: string): TimelineMenuPlace {
  // The right button, or Ctrl and the left one on macOS; a key has neither.
  const byKey = button !== 2 && !ctrlKey;
  const box = byKey ? window.document.getElementById(CURRENT_CELL)?.getBoundingClientRect() : undefined;
  const about = spot === 'layer' && !byKey ? 'layer' : 'cel';
  return box ? { x: box.left, y: box.bottom, about } : { x: clientX, y: clientY, about };
}
