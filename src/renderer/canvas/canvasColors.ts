import type { CanvasColors } from './drawScene.ts';

/** The theme's colours as they are where an element stands. */
export function canvasColors(element: Element): CanvasColors {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  return {
    surround: color('--surface-0'),
    checkerLight: color('--checker-light'),
    checkerDark: color('--checker-dark'),
    edge: color('--line-strong'),
  };
}
