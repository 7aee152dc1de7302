import { isObject, type JsonObject, parseJson, textOf } from '../json.ts';
import { gatewayError } from '../wireError.ts';

/**
 * The framing of Phoenix channels that realtime-js speaks: version 1 writes messages as JSON objects, version 2 as JSON
 * arrays and broadcasts as binary frames.
 * After https://supabase.com/docs/guides/realtime/protocol
 */
export type PhoenixVersion = 1 | 2;

export interface Message {
  readonly joinRef: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: JsonObject;
}

/** A broadcast's content: JSON, or bytes that are handed on as they are. */
export type BroadcastPayload =
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export interface Broadcast {
  readonly topic: string;
  readonly event: string;
  readonly payload: BroadcastPayload;
  readonly meta: JsonObject | null;
}

const PUSHED_BROADCAST = 3;
const BROADCAST = 4;
const LONGEST_FIELD = 255;

/** The version asked for by the parameter `vsn`; null for one that is not known. */
export function parseVersion(text: string | null): PhoenixVersion | null {
  if (text === null || text.startsWith('1.')) return 1;
  return text.startsWith('2.') ? 2 : null;
}

export function encodeMessage(version: PhoenixVersion, message: Message): string {
  const { joinRef, ref, topic, event, payload } = message;
  if (version === 2) return JSON.stringify([joinRef, ref, topic, event, payload]);
  return JSON.stringify({ topic, event, payload, ref, join_ref: joinRef });
}

/** @throws WireError when the text is no message; both versions are understood from either kind of client */
export function decodeMessage(text: string): Message {
  const value = parseJson(text, malformed);
  const fields = Array.isArray(value) ? fromArray(value) : value;
  if (!isObject(fields)) throw malformed();
  const topic = textOf(fields, 'topic');
  const event = textOf(fields, 'event');
  if (topic === '' || event === '') throw malformed();
  const payload = isObject(fields.payload) ? fields.payload : {};
  return { joinRef: refOf(fields.join_ref), ref: refOf(fields.ref), topic, event, payload };
}

/** A broadcast as clients of that version get it: text for version 1, a binary frame for version 2. */
export function encodeBroadcast(version: PhoenixVersion, broadcast: Broadcast): string | Uint8Array {
  const { topic, event, payload, meta } = broadcast;
  if (version === 1) {
    const content: unknown = payload.kind === 'json' ? JSON.parse(payload.text) : [...payload.bytes];
    const body = { event, payload: content, type: 'broadcast', ...(meta ? { meta } : {}) };
    return encodeMessage(1, { joinRef: null, ref: null, topic, event: 'broadcast', payload: body });
  }
  const fields = [topic, event, meta ? JSON.stringify(meta) : ''].map((field) => Buffer.from(field));
  if (fields.some((field) => field.length > LONGEST_FIELD)) throw gatewayError(400, 'A topic or event is too long.');
  const content = payload.kind === 'json' ? Buffer.from(payload.text) : payload.bytes;
  const header = [BROADCAST, ...fields.map((field) => field.length), payload.kind === 'json' ? 1 : 0];
  return Buffer.concat([Uint8Array.from(header), ...fields, content]);
}

/** A client's broadcast in version 2's binary frame, as a message. @throws WireError when the frame is cut short */
export function decodePushedBroadcast(frame: Uint8Array): Message & { readonly content: BroadcastPayload } {
  const [kind = 0, ...sizes] = frame.subarray(0, 6);
  const encoding = frame[6];
  if (kind !== PUSHED_BROADCAST || encoding === undefined) throw malformed();
  let at = 7;
  const [joinRef = '', ref = '', topic = '', event = ''] = sizes.map((size) => {
    at += size;
    return Buffer.from(frame.subarray(at - size, at)).toString('utf8');
  });
  if (at > frame.length || topic === '' || event === '') throw malformed();
  const rest = frame.slice(at);
  const content: BroadcastPayload =
    encoding === 1 ? { kind: 'json', text: Buffer.from(rest).toString('utf8') } : { kind: 'bytes', bytes: rest };
  if (content.kind === 'json') parseJson(content.text, malformed);
  return { joinRef: joinRef || null, ref: ref || null, topic, event: 'broadcast', payload: { event }, content };
}

function fromArray(parts: readonly unknown[]): JsonObject {
  const [join_ref, ref, topic, event, payload] = parts;
  return { join_ref, ref, topic, event, payload };
}

function refOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

function malformed(): ReturnType<typeof gatewayError> {
  return gatewayError(400, 'This is no Phoenix message.');
}
