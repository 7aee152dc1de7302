/** A file that cannot be read, made or written; the message names it and says what to do. Exit code 1. */
export class BatchError extends Error {
  override readonly name = 'BatchError';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
