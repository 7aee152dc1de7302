import type { ByteReader } from '../byteReader.ts';

/** A part of a movie file: four letters that say what it is, and what is in it. */
export interface IsoBox {
  readonly type: string;
  readonly body: ByteReader;
}

const MOST_BOXES = 256;

/**
 * The boxes that fill these bytes (ISO/IEC 14496-12, 4.2).
 *
 * @throws FormatError; also for sizes of 64 bits, which only media data need
 */
export function isoBoxes(reader: ByteReader): readonly IsoBox[] {
  const boxes: IsoBox[] = [];
  while (reader.remaining > 0) {
    if (boxes.length === MOST_BOXES) throw reader.error('too_large', `more than ${MOST_BOXES} boxes`);
    const size = reader.u32BE();
    const type = boxType(reader);
    if (size < 8) throw reader.error('unsupported', `a box of size ${size}`);
    boxes.push({ type, body: reader.part(size - 8) });
  }
  return boxes;
}

export function boxType(reader: ByteReader): string {
  return String.fromCharCode(...reader.bytes(4));
}

/** A reader of the only box of a type. @throws FormatError where there is none, or several */
export function onlyBox(boxes: readonly IsoBox[], type: string, within: ByteReader): ByteReader {
  const [box, other] = boxes.filter((each) => each.type === type);
  if (!box || other) throw within.error('unsupported', `not just one ${type}`);
  return box.body.copy();
}

/** @throws FormatError where there are others than these */
export function expectBoxes(boxes: readonly IsoBox[], types: readonly string[], within: ByteReader): void {
  const other = boxes.find(({ type }) => !types.includes(type));
  if (other) throw within.error('unsupported', `a box ${JSON.stringify(other.type)}`);
}
