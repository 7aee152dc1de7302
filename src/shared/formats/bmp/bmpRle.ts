import type { ByteReader } from '../byteReader.ts';

/**
 * Unpacks run-length encoded entries of 4 or 8 bits, bottom row first; places that are left out are 0. A stream that ends
 * early leaves the rest at 0, as other readers do.
 */
export function unpackRle(reader: ByteReader, width: number, height: number, bits: number): Uint8Array {
  const out = new Uint8Array(width * height);
  let [x, y] = [0, 0];
  const put = (entry: number): void => {
    if (x < width && y < height) out[y * width + x] = entry;
    x++;
  };
  while (reader.remaining >= 2 && y < height) {
    const [count, value] = [reader.u8(), reader.u8()];
    if (count > 0) {
      for (let i = 0; i < count; i++) put(bits === 8 ? value : (i & 1) === 0 ? value >> 4 : value & 15);
    } else if (value === 0) [x, y] = [0, y + 1];
    else if (value === 1) break;
    else if (value === 2) [x, y] = [x + reader.u8(), y + reader.u8()];
    else {
      const length = Math.ceil((value * bits) / 8);
      const entries = reader.bytes(length);
      // Literal runs fill up to two bytes; the last one of a file may lack the filling.
      if (length % 2 === 1 && reader.remaining > 0) reader.skip(1);
      for (let i = 0; i < value; i++) {
        const byte = entries[bits === 8 ? i : i >> 1] ?? 0;
        put(bits === 8 ? byte : (i & 1) === 0 ? byte >> 4 : byte & 15);
      }
    }
  }
  return out;
}
