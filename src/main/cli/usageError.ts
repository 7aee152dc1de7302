/** The words on the command line are not ones that we know; the message says what would be. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
