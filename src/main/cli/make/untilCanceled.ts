const CANCELED = 130;

/** Does work that Ctrl+C ends. Gives the exit code; throws what went wrong. */
export async function untilCanceled(work: (signal: AbortSignal) => Promise<void>): Promise<number> {
  const canceled = new AbortController();
  const cancel = (): void => canceled.abort();
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    await work(canceled.signal);
    return 0;
  } catch (error) {
    if (canceled.signal.aborted) return CANCELED;
    throw error;
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\n');
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
  }
}
