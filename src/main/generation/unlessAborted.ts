/**
 * Gives up waiting for an answer when the signal comes; what was asked goes on by itself.
 *
 * @throws the signal's reason
 */
export async function unlessAborted<Value>(answer: Promise<Value>, signal: AbortSignal): Promise<Value> {
  // It may fail when nobody waits for it any more.
  answer.catch(() => {});
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
