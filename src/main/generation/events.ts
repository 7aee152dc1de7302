/**
 * Turns callbacks into an async generator. `start` gets functions to give a value, to fail and to end, and returns what
 * stops the source; that is called once however the generator ends, and waited for. Values wait until they are asked for.
 */
export async function* events<Value>(
  start: (next: (value: Value) => void, fail: (error: unknown) => void, end: () => void) => () => void | Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<Value> {
  signal.throwIfAborted();
  const waiting: { readonly value: Value }[] = [];
  const outcome: { how: (() => void) | null } = { how: null };
  let wake = (): void => {};
  const end = (how: () => void): void => {
    outcome.how ??= how;
    wake();
  };
  const fail = (error: unknown): void =>
    end(() => {
      throw error;
    });
  const canceled = (): void => fail(signal.reason);
  const next = (value: Value): void => {
    waiting.push({ value });
    wake();
  };
  const stop = start(next, fail, () => end(() => {}));
  signal.addEventListener('abort', canceled, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      const first = waiting.shift();
      if (first) yield first.value;
      else if (outcome.how) return outcome.how();
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal.removeEventListener('abort', canceled);
    await stop();
  }
}
