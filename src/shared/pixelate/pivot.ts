import type { ClipReport } from '../clip/clipReport.ts';
import { kernel } from './kernel/kernel.ts';

/** The middle of the subject's lowest line, in the middle (median) of the frames; null where nothing is opaque. */
export function pivot(frames: readonly Uint8Array[], width: number): ClipReport['pivot'] {
  const feet = frames.flatMap((frame) => footOf(frame, width) ?? []);
  const middle = (values: readonly number[]): number => values.toSorted((p, q) => p - q)[values.length >> 1] ?? 0;
  return feet.length === 0 ? null : { x: middle(feet.map(({ x }) => x)), y: middle(feet.map(({ y }) => y)) };
}

/** The middle of a frame's lowest line that is not empty. */
function footOf(frame: Uint8Array, width: number): { readonly x: number; readonly y: number } | undefined {
  const cell = kernel.call.footOf(kernel.put('indices', frame), frame.length, width);
  return cell < 0 ? undefined : { x: cell % width, y: Math.floor(cell / width) };
}
