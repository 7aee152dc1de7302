import type { Generation, GenerationId } from '../shared/ipc.ts';

export interface DoneNotice {
  readonly outcome: 'ready' | 'failed';
  /** What was asked for. */
  readonly subject: string;
}

/** Longest subject, in characters. */
const LONGEST = 80;

/**
 * Tells of a generation that has come to its end while nobody looked. Each is told once; what was canceled is known.
 *
 * @param isLookedAt Whether the window is in front.
 * @returns Hears of every new state of a generation.
 */
export function createDoneNotifier(
  isLookedAt: () => boolean,
  show: (notice: DoneNotice) => void,
): (generation: Generation) => void {
  const running = new Set<GenerationId>();
  return ({ id, state, origin }) => {
    if ('progress' in state) {
      running.add(id);
      return;
    }
    const ran = running.delete(id);
    if (!ran || (state.stage !== 'ready' && state.stage !== 'failed') || isLookedAt()) return;
    const subject = origin.request.prompt;
    show({ outcome: state.stage, subject: subject.length > LONGEST ? `${subject.slice(0, LONGEST - 1)}…` : subject });
  };
}
