const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, x-client-info, apikey, content-type',
  'access-control-allow-methods': 'POST, OPTIONS',
} as const;

/** A JSON answer that any origin may read: rights come from the token, never from a cookie. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { ...CORS, 'cache-control': 'no-store', ...headers } });
}

/** The answer to a browser's question before the real request. */
export function preflight(): Response {
  return new Response(null, { status: 204, headers: CORS });
}

/** A body did not come to its end in time. */
export class SlowBody extends Error {
  override readonly name = 'SlowBody';
}

/**
 * Reads a body, but no more than `limit` bytes of it; null when there are more. A sender that says a length beyond the
 * limit is not read at all, and one that says nothing is cut off at the limit. Throws SlowBody after `milliseconds`.
 */
export async function readCapped(
  message: Request | Response,
  limit: number,
  milliseconds = 60_000,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(message.headers.get('content-length') ?? 0) > limit) {
    await message.body?.cancel();
    return null;
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = message.body?.getReader();
  if (reader === undefined) return joined(parts, length);
  let slow = false;
  const timer = setTimeout(() => {
    slow = true;
    reader.cancel().catch(() => undefined); // ends the read that waits
  }, milliseconds);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (slow) throw new SlowBody('The body did not come in time.');
      if (done) return joined(parts, length);
      length += value.byteLength;
      if (length > limit) {
        await reader.cancel();
        return null;
      }
      parts.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** JSON out of bytes; undefined (which no JSON text means) when they hold none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** The value's own fields, or none if it is not an object. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
