/**
 * Text to UTF-8. U+DC80 to U+DCFF standing alone become the bytes 80 to FF (see decodeUtf8), any other lone surrogate
 * becomes U+FFFD. (TextEncoder is not part of the language, so not of this folder.)
 */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code > ESCAPE + 0x7f && code <= ESCAPE + 0xff) bytes.push(code - ESCAPE);
    else if (code >= 0xd800 && code <= 0xdfff) bytes.push(0xef, 0xbf, 0xbd);
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return Uint8Array.from(bytes);
}

/**
 * UTF-8 to text. A byte that is not part of a well-formed sequence becomes a lone surrogate, U+DC80 to U+DCFF, from which
 * encodeUtf8 makes the same byte: old files hold names in other encodings, and must not lose them. (The scheme is that of
 * Python's "surrogateescape".) Such a character is shown as U+FFFD.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    text += String.fromCodePoint(length === 0 ? ESCAPE + (bytes[at] ?? 0) : codeAt(bytes, at, length));
    at += Math.max(1, length);
  }
  return text;
}

const ESCAPE = 0xdc00;

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

const LEAD_MASKS = [0, 0x7f, 0x1f, 0x0f, 0x07] as const;
/** The smallest code that may be written with that many bytes. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const;

/** Bytes of the well-formed sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf8 ? 0 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  const code = codeAt(bytes, at, length);
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < (SMALLEST[length] ?? 0) || code > 0x10ffff || surrogate ? 0 : length;
}

function codeAt(bytes: Uint8Array, at: number, length: number): number {
  let code = (bytes[at] ?? 0) & (LEAD_MASKS[length] ?? 0);
  for (let i = 1; i < length; i++) code = (code << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return code;
}
