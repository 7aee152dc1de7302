import { bytesOnlyIn } from './memory.ts';
import { type Selection, sameSelection } from './selection.ts';
import type { Sprite } from './sprite.ts';

/** A change as a function. It returns the very same sprite when nothing happened. */
export type Edit = (sprite: Sprite) => Sprite;

/** What undo brings back: the sprite, and what was selected in it. */
export interface Moment {
  readonly sprite: Sprite;
  readonly selection: Selection | null;
}

interface Step extends Moment {
  /** What was done to leave this moment (past) or to reach it (future). */
  readonly label: string;
  /** Bytes that only this step keeps alive. */
  readonly bytes: number;
}

/** All moments of a document that undo and redo can reach. Undo is no more than a step along it. */
export interface History {
  /** Oldest first. */
  readonly past: readonly Step[];
  readonly now: Moment;
  /** Nearest first. */
  readonly future: readonly Step[];
}

const HISTORY_BYTES = 256 * 1024 * 1024;

export function newHistory(sprite: Sprite): History {
  return { past: [], now: { sprite, selection: null }, future: [] };
}

/** Goes on to a new moment; the same history when it is no other than now. Oldest steps beyond `budget` bytes are let go. */
export function commit(history: History, label: string, next: Moment, budget = HISTORY_BYTES): History {
  const { now, past } = history;
  if (next.sprite === now.sprite && sameSelection(next.selection, now.selection)) return history;
  const step = { ...now, label, bytes: bytesOnlyIn(now.sprite, next.sprite) };
  return { past: trimmed([...past, step], budget), now: next, future: [] };
}

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  const bytes = bytesOnlyIn(history.now.sprite, step.sprite);
  return {
    past: history.past.slice(0, -1),
    now: { sprite: step.sprite, selection: step.selection },
    future: [{ ...history.now, label: step.label, bytes }, ...history.future],
  };
}

export function redo(history: History): History {
  const [step, ...future] = history.future;
  if (step === undefined) return history;
  const bytes = bytesOnlyIn(history.now.sprite, step.sprite);
  return {
    past: [...history.past, { ...history.now, label: step.label, bytes }],
    now: { sprite: step.sprite, selection: step.selection },
    future,
  };
}

/** The newest steps that fit, and always the last one. */
function trimmed(steps: readonly Step[], budget: number): readonly Step[] {
  let bytes = 0;
  let first = steps.length;
  while (first > 0) {
    bytes += steps[first - 1]?.bytes ?? 0;
    if (bytes > budget && first < steps.length) break;
    first--;
  }
  return first === 0 ? steps : steps.slice(first);
}
