/**
 * Turns callbacks into an async generator. `start` gets functions to give a value, to fail and to end, and returns what
 * stops the source; that is called once however the generator ends. Values wait until they are asked for.
 */
export async function* events<Value>(
  start: (next: (value: Value) => void, fail: (error: unknown) => void, end: () => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<Value> {
  const waiting: Value[] = [];
  let outcome: { readonly kind: 'ended' } | { readonly kind: 'failed'; readonly error: unknown } | null = null;
  let wake = (): void => {};
  const fail = (error: unknown): void => {
    outcome ??= { kind: 'failed', error };
    wake();
  };
  const canceled = (): void => fail(signal.reason);
  signal.addEventListener('abort', canceled, { once: true });
  const stop = start(
    (value) => {
      waiting.push(value);
      wake();
    },
    fail,
    () => {
      outcome ??= { kind: 'ended' };
      wake();
    },
  );
  try {
    signal.throwIfAborted();
    for (;;) {
      const value = waiting.shift();
      if (value !== undefined) yield value;
      else if (outcome) break;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    const ended: { readonly kind: string; readonly error?: unknown } = outcome;
    if (ended.kind === 'failed') throw ended.error;
  } finally {
    signal.removeEventListener('abort', canceled);
    stop();
  }
}
