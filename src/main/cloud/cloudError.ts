/** Something the cloud refused or could not do, with the code that the interface has words for. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly code: string;
  /** Worth another try after so many seconds; undefined: not by itself. */
  readonly retryAfterSeconds: number | undefined;
  /** The job that was made all the same, if one was. */
  readonly jobId: string | undefined;

  constructor(
    code: string,
    message: string,
    more: { retryAfterSeconds?: number | undefined; jobId?: string | undefined } = {},
  ) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.jobId = more.jobId;
  }
}

/** The network gave out before an answer came: the same request may be sent again. */
export function unreachable({ message: why }: { readonly message: string }): CloudError {
  return new CloudError('unreachable', `The server cannot be reached. ${why}`, { retryAfterSeconds: 1 });
}

/** Nobody is signed in, or the server no longer takes the session. */
export function unauthorized(): CloudError {
  return new CloudError('unauthorized', 'Sign in to generate a sprite.');
}
