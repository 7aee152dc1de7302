import { celOf } from '../../../shared/sprite/cels.ts';
import { copyCel, moveFrame } from '../../../shared/sprite/edits/frameEdits.ts';
import { moveLayer } from '../../../shared/sprite/edits/layerEdits.ts';
import type { Point } from '../../../shared/sprite/rect.ts';
import type { LayerId, Sprite } from '../../../shared/sprite/sprite.ts';
import { edit, setFrame, setLayer } from '../../editor/documents.ts';
import { stop } from '../../editor/playback.ts';
import type { Session } from '../../editor/session.ts';
import type { LayerRowData } from '../layers/layerRows.ts';
import { columnNear, type GridMeasures, gapAt, rowCoordinate, type Spot } from './gridMeasures.ts';
import { type LayerDrop, layerDrop } from './layerDrop.ts';
import { moveCel } from './moveCel.ts';

/** What the timeline shows at this moment. */
export interface TimelineContent {
  readonly sprite: Sprite;
  readonly rows: readonly LayerRowData[];
  readonly grid: GridMeasures;
}

/** Something of the timeline that is held by the pointer. */
export type TimelineDrag =
  | { readonly kind: 'frame'; readonly column: number; readonly gap: number }
  | { readonly kind: 'layer'; readonly layer: LayerId; readonly drop: LayerDrop | null }
  | { readonly kind: 'cel'; readonly row: number; readonly from: number; readonly to: number };

/** A click: its frame, its layer, or both become the current ones. */
export function select({ sprite, rows }: TimelineContent, spot: Spot): (session: Session) => Session {
  const frame = 'column' in spot && spot.column !== null ? sprite.frames[spot.column]?.id : undefined;
  const layer = 'row' in spot && spot.row !== null ? rows[spot.row]?.layer.id : undefined;
  return (session) => {
    const there = frame === undefined ? session : setFrame(stop(session), frame);
    return layer === undefined ? there : setLayer(there, layer);
  };
}

/** What is in the hand when the pointer moves off from `start`; null: there is nothing to take. */
export function dragFrom(content: TimelineContent, start: Spot, scroll: Point, at: Point): TimelineDrag | null {
  const { sprite, rows, grid } = content;
  if (start.kind === 'frame' && start.column !== null) {
    return { kind: 'frame', column: start.column, gap: gapAt(grid, scroll, at) };
  }
  if (start.kind === 'layer' && start.row !== null) {
    const layer = rows[start.row]?.layer.id;
    if (layer === undefined) return null;
    return { kind: 'layer', layer, drop: layerDrop(sprite, rows, layer, rowCoordinate(grid, scroll, at)) };
  }
  if (start.kind === 'cel' && start.row !== null && start.column !== null) {
    const frame = sprite.frames[start.column];
    const cel = frame && celOf(rows[start.row]?.layer, frame.id);
    return cel ? { kind: 'cel', row: start.row, from: start.column, to: columnNear(grid, scroll, at) } : null;
  }
  return null;
}

/** Lets go; with `copy` a cel stays where it was, too. */
export function drop(
  { sprite, rows }: TimelineContent,
  drag: TimelineDrag,
  copy: boolean,
): (session: Session) => Session {
  switch (drag.kind) {
    case 'frame': {
      const frame = sprite.frames[drag.column];
      const to = drag.gap > drag.column ? drag.gap - 1 : drag.gap;
      return (session) => (frame ? edit(session, 'moveFrame', moveFrame(frame.id, to)) : session);
    }
    case 'layer': {
      const { layer, drop: target } = drag;
      return (session) => (target ? edit(session, 'moveLayer', moveLayer(layer, target.place)) : session);
    }
    case 'cel': {
      const [layer, from, to] = [rows[drag.row]?.layer, sprite.frames[drag.from], sprite.frames[drag.to]];
      if (!layer || !from || !to || from === to) return (session) => session;
      const change = copy ? copyCel(layer.id, from.id, to.id) : moveCel(layer.id, from.id, to.id);
      return (session) => setFrame(edit(session, copy ? 'copyCel' : 'moveCel', change), to.id);
    }
  }
}
