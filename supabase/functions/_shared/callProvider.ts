import { fieldsOf, parseJson, readCapped } from './http.ts';
import { errorFacts, withoutSecrets } from './log.ts';
import type { RefusalCode, Submission } from './provider.ts';

export interface ProviderCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** The whole value of the header. */
  readonly authorization: string;
  readonly milliseconds: number;
  readonly body?: unknown;
}

export type ProviderAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly ok: boolean;
      /** The fields of the JSON object in the body; none if there is no such object. */
      readonly body: ReadonlyMap<string, unknown>;
      /** What Retry-After says, 1 to 600; 20 without one. */
      readonly retryAfterSeconds: number;
    }
  /** It surely never left this machine. */
  | { readonly kind: 'unsent' }
  /** It may have arrived. */
  | { readonly kind: 'unanswered'; readonly message: string };

/**
 * One request to a provider's JSON API. Never throws. The body goes out as a stream because Deno's fetch sends a request
 * a second time by itself when its connection is cut, a POST too; a stream cannot be sent twice, and so no video is
 * bought twice.
 */
export async function callProvider(call: ProviderCall): Promise<ProviderAnswer> {
  let response: Response;
  try {
    response = await send(call);
  } catch (error) {
    return neverConnected(error) ? { kind: 'unsent' } : { kind: 'unanswered', message: errorFacts(error).error };
  }
  const bytes = await readCapped(response, 256 * 1024).catch(() => null);
  return {
    kind: 'answered',
    status: response.status,
    ok: response.ok,
    body: fieldsOf(bytes === null ? undefined : parseJson(bytes)),
    retryAfterSeconds: retryAfter(response),
  };
}

/** What an answer to an order means, when `idField` names the generation in it. */
export function submissionOf(answer: ProviderAnswer, idField: string): Submission {
  if (answer.kind === 'unsent') return { kind: 'unsent', message: UNREACHABLE, retryAfterSeconds: RETRY_SECONDS };
  if (answer.kind === 'unanswered') return { kind: 'unclear', message: answer.message };
  const { status, retryAfterSeconds } = answer;
  if (status === 429) return { kind: 'busy', retryAfterSeconds };
  if (!answer.ok) {
    const { code, message } = refusalOf(status, answer.body.get('detail'));
    if (NOT_TAKEN.includes(status)) return { kind: 'unsent', message, retryAfterSeconds };
    // A gateway's or the provider's own fault says nothing of what was done before it.
    if (status >= 500) return { kind: 'unclear', message };
    return { kind: 'refused', code, message };
  }
  const id = answer.body.get(idField);
  if (isGenerationId(id)) return { kind: 'accepted', generationId: id };
  return { kind: 'unclear', message: 'The video provider took the request but named no generation.' };
}

/** How long a provider that cannot be reached is left alone. */
const RETRY_SECONDS = 15;
const UNREACHABLE = 'The video provider cannot be reached.';
/** The request was not acted upon, by what these mean (RFC 9110, RFC 8470), and may be repeated. */
const NOT_TAKEN: readonly number[] = [408, 409, 425, 503];

export function isGenerationId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,200}$/.test(value);
}

/** A provider's words as they may be shown and kept, or '' if there are none. PostgreSQL keeps no NUL and no half characters. */
export function providerWords(value: unknown, limit = 500): string {
  if (typeof value !== 'string') return '';
  return withoutSecrets(value)
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, limit)
    .toWellFormed();
}

function send({ method, url, authorization, milliseconds, body }: ProviderCall): Promise<Response> {
  const headers = { authorization, accept: 'application/json' };
  const init = { method, headers, signal: AbortSignal.timeout(milliseconds) };
  if (body === undefined) return fetch(url, init);
  const streamed = {
    ...init,
    headers: { ...headers, 'content-type': 'application/json' },
    body: new Blob([JSON.stringify(body)]).stream(),
    duplex: 'half',
  };
  return fetch(url, streamed);
}

/** fal says it with 403, Luma with 400. */
const NO_MONEY = /exhausted balance|insufficient (?:credit|balance|fund)/i;

function refusalOf(status: number, detail: unknown): { readonly code: RefusalCode; readonly message: string } {
  if (status === 402 || (status < 500 && NO_MONEY.test(providerWords(detail)))) {
    return { code: 'provider_budget', message: 'The credit with the video provider is used up.' };
  }
  if (status === 401 || status === 403) {
    return { code: 'wrong_provider_key', message: 'The video provider refused the key of this server.' };
  }
  return { code: 'submit_failed', message: wordsFor(status, detail) };
}

function wordsFor(status: number, detail: unknown): string {
  if (status >= 500) return `The video provider has a fault (${status}).`;
  return `The video provider refused the request: ${providerWords(detail, 300) || `status ${status}`}`;
}

/** Seconds from a Retry-After header (RFC 9110: a number or a date), 20 without one. */
function retryAfter(response: Response): number {
  const header = response.headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 600) : 20;
}

/** Whether the request surely was not sent: Node names the reason in the cause's code, Deno in a message. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = String(Reflect.get(Object(error.cause), 'code') ?? '');
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];
  return codes.includes(code) || /client error \(Connect\)/.test(`${error.message} ${error.cause}`);
}
