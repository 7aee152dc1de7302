import type { WireError } from './wireError.ts';

/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text under `name`, or '' when it is absent or no text. */
export function textOf(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}

/** The body as a JSON object; nothing at all counts as an empty one. @throws WireError from `refuse` */
export async function readObject(request: Request, refuse: (message: string) => WireError): Promise<JsonObject> {
  const text = await request.text();
  const value = text === '' ? {} : parseJson(text, refuse);
  if (!isObject(value)) throw refuse('The body must be a JSON object.');
  return value;
}

/** @throws WireError from `refuse` when the text is no JSON */
export function parseJson(text: string, refuse: (message: string) => WireError): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('The body is not valid JSON.');
  }
}
