const CANCELED = 130;
/** Milliseconds in which a second signal is the same wish: the terminal tells all processes, and some hand it on too. */
const SAME_WISH = 500;

/**
 * Does work that Ctrl+C ends. Whoever presses it again does not want to wait until all is in order: the process ends.
 * Gives the exit code; throws what went wrong.
 */
export async function untilCanceled(work: (signal: AbortSignal) => Promise<void>): Promise<number> {
  const canceled = new AbortController();
  let since = 0;
  const cancel = (): void => {
    if (canceled.signal.aborted && performance.now() - since > SAME_WISH) process.exit(CANCELED);
    if (canceled.signal.aborted) return;
    since = performance.now();
    canceled.abort();
  };
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
