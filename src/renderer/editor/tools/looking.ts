import { pan } from '../view.ts';
import { dragged } from './dragged.ts';
import type { Tool } from './tool.ts';

/** Drags the canvas about. */
export const hand: Tool = {
  cursor: 'grab',
  usesBrush: false,
  start: ({ view, viewport }, first) =>
    dragged(first, (last) => ({
      kind: 'view',
      view: pan(view, viewport, last.screen.x - first.screen.x, last.screen.y - first.screen.y),
    })),
};

/** Clicks one step in, with the right button or Alt one step out. */
export const zoom: Tool = {
  cursor: 'zoom-in',
  usesBrush: false,
  start: ({ button }, first) =>
    dragged(first, () => ({
      kind: 'zoom',
      steps: button === 'right' || first.modifiers.alt ? -1 : 1,
      at: first.screen,
    })),
};
