import type { Generation, GenerationId } from '../shared/ipc.ts';

/** Electron's sign for no bar. */
const NONE = -1;

/**
 * Shows on the taskbar or dock how far all running generations are together.
 *
 * @param show Takes 0 to 1, or -1 for no bar.
 * @returns Hears of every new state of a generation.
 */
export function createTaskbarProgress(show: (progress: number) => void): (generation: Generation) => void {
  const running = new Map<GenerationId, number>();
  let shown = NONE;
  return ({ id, state }) => {
    if ('progress' in state) running.set(id, state.progress);
    else running.delete(id);
    const sum = [...running.values()].reduce((total, progress) => total + progress, 0);
    const now = running.size === 0 ? NONE : sum / running.size;
    if (now !== shown) show(now);
    shown = now;
  };
}
