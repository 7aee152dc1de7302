import type { Env } from './env.ts';
import { projectUrl, secretKey } from './env.ts';
import { fieldsOf, parseJson, readCapped } from './http.ts';

/** The database refused or could not be reached; `hint` is the name that the schema gave to its refusal. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** SQLSTATE, a PostgREST code, or '' when there was no answer. */
  readonly code: string;
  readonly hint: string;

  constructor(message: string, code: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** A key of the new kind goes into `apikey` alone; a legacy one is a JWT and must be the bearer too. */
export function serviceHeaders(env: Env): Readonly<Record<string, string>> {
  const key = secretKey(env);
  return key.startsWith('eyJ') ? { apikey: key, authorization: `Bearer ${key}` } : { apikey: key };
}

/** Calls a database function with the secret key, through PostgREST. Throws DatabaseError. */
export async function rpc(env: Env, name: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
  const headers = { ...serviceHeaders(env), 'content-type': 'application/json', accept: 'application/json' };
  const [ok, body] = await answerOf(`${projectUrl(env)}/rest/v1/rpc/${name}`, headers, JSON.stringify(args));
  if (ok) return body;
  const fields = fieldsOf(body);
  const text = (field: string) => String(fields.get(field) ?? '');
  throw new DatabaseError(text('message') || 'The database refused.', text('code'), text('hint'));
}

async function answerOf(url: string, headers: HeadersInit, body: string): Promise<[ok: boolean, body: unknown]> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
    const bytes = await readCapped(response, 4 * 1024 * 1024);
    if (bytes === null) throw new TypeError('The answer is too long.');
    return [response.ok, bytes.byteLength === 0 ? null : parseJson(bytes)];
  } catch (error) {
    throw new DatabaseError(`The database did not answer: ${error instanceof Error ? error.message : error}`, '', '');
  }
}
