import type { Writable } from 'node:stream';

/**
 * Writes all chunks to a child's stdin and closes it, never more than the stream wants at once. A child that stops
 * reading early is no error here: its exit code tells.
 *
 * @throws whatever the source of the chunks throws
 */
export async function feed(stdin: Writable, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  stdin.on('error', () => stdin.destroy());
  for await (const chunk of chunks) {
    if (stdin.destroyed) return;
    if (!stdin.write(chunk)) await roomOrEnd(stdin);
  }
  stdin.end();
}

function roomOrEnd(stdin: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stdin.off('drain', done).off('close', done);
      resolve();
    };
    stdin.on('drain', done).on('close', done);
    if (stdin.destroyed) done();
  });
}
