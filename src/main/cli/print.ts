/**
 * Writes to stdout. A reader that has seen enough, such as head, ends us without a word. Runs that print nothing do not
 * touch it, since Node loads its network code for a pipe.
 */
export function print(text: string): void {
  if (text === '') return;
  const { stdout } = process;
  if (stdout.listenerCount('error') === 0) {
    stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  }
  stdout.write(text);
}
