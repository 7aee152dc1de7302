import type { UnderWay } from '../shared/underWay.ts';

/** What the end of the program is made of. */
export interface PartingParts {
  /** Ends what runs beside the main thread. */
  close(): Promise<void>;
  /** The user's files that are being written. */
  readonly writing: Pick<UnderWay, 'isEmpty' | 'settled'>;
  /** Whether an order may be on its way that is paid for and whose answer nobody else would hear. */
  mayCost(): boolean;
  /** Tells the user why the program has not ended yet. */
  sayWaiting(reason: WaitingReason): void;
}

export type WaitingReason = 'order' | 'files';

/** Milliseconds. */
export interface PartingTimes {
  /** After which the user is told that something is waited for. */
  readonly notice: number;
  /** Longest wait. */
  readonly usual: number;
  /** Longest wait when something may cost: more than an order waits for its answer. */
  readonly paid: number;
  /** Longest wait for files: a disk that hangs must not keep the program for ever. */
  readonly written: number;
}

const TIMES: PartingTimes = { notice: 2000, usual: 5000, paid: 40_000, written: 120_000 };

/**
 * Ends the parts, and gives up on them after a while, but not as long as the answer to a paid order may come, or a file
 * is being written.
 */
export async function part(parts: PartingParts, times: PartingTimes = TIMES): Promise<void> {
  const { writing } = parts;
  const mayCost = parts.mayCost();
  const timers: NodeJS.Timeout[] = [];
  const after = (milliseconds: number) =>
    new Promise<void>((resolve) => timers.push(setTimeout(resolve, milliseconds)));
  void after(times.notice).then(() => {
    if (!writing.isEmpty) parts.sayWaiting('files');
    else if (mayCost) parts.sayWaiting('order');
  });
  const written = Promise.race([writing.settled(), after(times.written)]);
  try {
    await Promise.race([parts.close(), after(mayCost ? times.paid : times.usual)]);
  } finally {
    await written;
    for (const timer of timers) clearTimeout(timer);
  }
}
