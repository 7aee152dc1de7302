import type { GenerationId } from '../../shared/ipc.ts';

/** Looks now and then for the servers of generations that could not reach theirs. */
export interface Lookout {
  wait(id: GenerationId): void;
  /** Looks for it no more; whether it was waited for. */
  forget(id: GenerationId): boolean;
  close(): void;
}

/** Milliseconds. */
const EVERY = 15_000;

/** @param look Tries once more; whoever fails again waits again. */
export function createLookout(look: (id: GenerationId) => void, every: number = EVERY): Lookout {
  const timers = new Map<GenerationId, NodeJS.Timeout>();
  const forget = (id: GenerationId): boolean => {
    clearTimeout(timers.get(id));
    return timers.delete(id);
  };
  return {
    wait(id) {
      forget(id);
      const timer = setTimeout(() => forget(id) && look(id), every);
      timers.set(id, timer);
    },
    forget,
    close() {
      for (const id of [...timers.keys()]) forget(id);
    },
  };
}
