/** An answer that is an error: thrown anywhere below a route, turned into a response by the server. */
export class WireError extends Error {
  override readonly name = 'WireError';
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** As PostgREST writes it: `{code, message, details, hint}`. */
export function restError(status: number, code: string, message: string, details: string | null = null): WireError {
  return new WireError(status, { code, message, details, hint: null }, message);
}

/** As the auth server writes it: `{code, error_code, msg}`. */
export function authError(status: number, errorCode: string, message: string): WireError {
  return new WireError(status, { code: status, error_code: errorCode, msg: message }, message);
}

/** As the gateway before all parts writes it. */
export function gatewayError(status: number, message: string): WireError {
  return new WireError(status, { code: status, message }, message);
}
