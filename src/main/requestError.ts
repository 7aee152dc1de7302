export type RequestErrorCode =
  /** The arguments are not what the contract says. */
  | 'bad_request'
  /** The request came from somewhere else than our own page. */
  | 'not_trusted'
  /** The part that would answer is not there. */
  | 'not_available';

/** A request that could not even be begun. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: RequestErrorCode;

  constructor(code: RequestErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
