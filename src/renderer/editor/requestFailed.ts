import type { Failure } from '../../shared/ipc.ts';

/** A request that main refused or could not fulfil, with its stable code. */
export class RequestFailed extends Error {
  readonly code: string;

  constructor({ code, message }: Failure) {
    super(message);
    this.name = 'RequestFailed';
    this.code = code;
  }
}

/** The same with the name of the file that could not be read or written. */
export class FileFailed extends RequestFailed {
  readonly file: string;

  constructor(failure: Failure, file: string) {
    super(failure);
    this.file = file;
  }
}

/** Work on a file; what fails there says which file it was. */
export function onFile<Result>(file: string, work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    throw error instanceof FileFailed ? error : new FileFailed(failureOf(error), file);
  });
}

/** Any thrown thing as a failure; what has no code of its own is 'internal'. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'internal';
    return { code, message: error.message };
  }
  return { code: 'internal', message: String(error) };
}
