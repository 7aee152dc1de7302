const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const INDEXED = 3;

/**
 * The palette of an indexed PNG as RGBA colours in its own order; undefined for every other file, also for a damaged
 * one. Format: PNG (ISO/IEC 15948), sections 5.3 and 11.
 */
export function readPngPalette(bytes: Uint8Array): readonly number[] | undefined {
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte) || bytes[25] !== INDEXED) return undefined;
  let colors: Uint8Array | undefined;
  let alphas = new Uint8Array();
  for (const { type, data } of chunks(bytes)) {
    if (type === 'PLTE') colors = data;
    if (type === 'tRNS') alphas = data;
    if (type === 'IDAT') break;
  }
  if (!colors || colors.length === 0 || colors.length % 3 !== 0 || colors.length > 768) return undefined;
  return Array.from({ length: colors.length / 3 }, (_, entry) => {
    const [red = 0, green = 0, blue = 0] = colors.subarray(entry * 3, entry * 3 + 3);
    return (red | (green << 8) | (blue << 16) | ((alphas[entry] ?? 255) << 24)) >>> 0;
  });
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

function* chunks(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) return;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    yield { type, data: bytes.slice(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}
