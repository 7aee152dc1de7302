import type { IncomingMessage } from 'node:http';
import { gatewayError } from './wireError.ts';

/** The body of a request, of at most `limit` bytes; what is longer is not read to its end. @throws WireError 413 */
export async function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = gatewayError(413, `The request body is larger than ${limit} bytes.`);
  if (Number(message.headers['content-length'] ?? 0) > limit) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes: Uint8Array = chunk;
    size += bytes.length;
    if (size > limit) throw tooLarge;
    chunks.push(bytes);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
