/** What the end of the program is made of. */
export interface PartingParts {
  /** Ends what runs beside the main thread. */
  close(): Promise<void>;
  /** Whether an order may be on its way that is paid for and whose answer nobody else would hear. */
  mayCost(): boolean;
  /** Tells the user why the program has not ended yet. */
  sayWaiting(): void;
}

/** Milliseconds. */
export interface PartingTimes {
  /** After which the user is told that something is waited for. */
  readonly notice: number;
  /** Longest wait. */
  readonly usual: number;
  /** Longest wait when something may cost: more than an order waits for its answer. */
  readonly paid: number;
}

const TIMES: PartingTimes = { notice: 2000, usual: 5000, paid: 40_000 };

/** Ends the parts, and gives up on them after a while, but not as long as the answer to a paid order may come. */
export async function part(parts: PartingParts, times: PartingTimes = TIMES): Promise<void> {
  const mayCost = parts.mayCost();
  const timers: NodeJS.Timeout[] = [];
  const after = (milliseconds: number) =>
    new Promise<void>((resolve) => timers.push(setTimeout(resolve, milliseconds)));
  if (mayCost) void after(times.notice).then(() => parts.sayWaiting());
  try {
    await Promise.race([parts.close(), after(mayCost ? times.paid : times.usual)]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
