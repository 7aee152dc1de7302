import type { Encoded } from './codec.ts';

/**
 * Cuts a message into strings of at most 256 KiB for Chromium's debugging pipe, and puts it together again. The
 * pieces of one message follow each other without a gap, so no numbers are needed. The first character says what a
 * piece is: N<length> begins a buffer, B<base64> is a part of it, T<text> a part of the text, E<text> the last one.
 * Runs in Node and in the page (see codec.ts).
 */
export function sendPieces(
  encoded: Encoded,
  toBase64: (bytes: Uint8Array) => string,
  push: (piece: string) => void,
): void {
  const bytesEach = 192 * 1024;
  const charactersEach = 256 * 1024;
  for (const buffer of encoded.buffers) {
    push(`N${buffer.length}`);
    for (let at = 0; at < buffer.length; at += bytesEach) push(`B${toBase64(buffer.subarray(at, at + bytesEach))}`);
  }
  let at = 0;
  for (; encoded.text.length - at > charactersEach; at += charactersEach) {
    push(`T${encoded.text.slice(at, at + charactersEach)}`);
  }
  push(`E${encoded.text.slice(at)}`);
}

/** Returns what takes the pieces one by one; `deliver` gets each message when its last piece is there. */
export function receivePieces(
  fromBase64: (base64: string) => Uint8Array,
  deliver: (message: Encoded) => void,
): (piece: string) => void {
  let buffers: Uint8Array[] = [];
  let text: string[] = [];
  let filled = 0;
  return (piece) => {
    const content = piece.slice(1);
    switch (piece[0]) {
      case 'N':
        buffers.push(new Uint8Array(Number(content)));
        filled = 0;
        break;
      case 'B': {
        const bytes = fromBase64(content);
        buffers.at(-1)?.set(bytes, filled);
        filled += bytes.length;
        break;
      }
      case 'T':
        text.push(content);
        break;
      default: {
        const message = { text: text.join('') + content, buffers };
        buffers = [];
        text = [];
        deliver(message);
      }
    }
  };
}
