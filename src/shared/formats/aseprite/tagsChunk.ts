import { blue, green, red, rgba } from '../../sprite/color.ts';
import type { Tag, TagDirection } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';

const DIRECTIONS = ['forward', 'reverse', 'pingpong', 'pingpong_reverse'] as const satisfies readonly TagDirection[];

export interface TagEntry {
  readonly name: string;
  /** Frame numbers, from 0. */
  readonly from: number;
  readonly to: number;
  readonly direction: TagDirection;
  readonly repeat: number;
  readonly color: number;
}

export function readTags(reader: ByteReader, frameCount: number): TagEntry[] {
  const count = reader.u16();
  reader.skip(8);
  return Array.from({ length: count }, () => readTag(reader, frameCount));
}

function readTag(reader: ByteReader, frameCount: number): TagEntry {
  const [from, to] = [reader.u16(), reader.u16()];
  if (Math.max(from, to) >= frameCount) {
    throw reader.error('invalid', `a tag from frame ${from} to ${to}, but there are ${frameCount} frames`);
  }
  const number = reader.u8();
  const direction = DIRECTIONS[number];
  if (direction === undefined) throw reader.error('unsupported', `a tag with direction ${number}`);
  const repeat = reader.u16();
  reader.skip(6);
  const color = rgba(reader.u8(), reader.u8(), reader.u8());
  reader.skip(1);
  return { name: reader.string(), from, to, direction, repeat, color };
}

/** The colour is written here for old readers, and again, with its alpha, in the tag's user data. */
export function writeTags(out: ByteWriter, tags: readonly Tag[], frameNumber: (id: Tag['from']) => number): void {
  out.u16(tags.length, 'the number of tags');
  out.zeros(8);
  for (const tag of tags) {
    out.u16(frameNumber(tag.from));
    out.u16(frameNumber(tag.to));
    out.u8(DIRECTIONS.indexOf(tag.direction));
    out.u16(tag.repeat, 'how often a tag repeats');
    out.zeros(6);
    out.u8(red(tag.color));
    out.u8(green(tag.color));
    out.u8(blue(tag.color));
    out.zeros(1);
    out.string(tag.name, 'the name of a tag');
  }
}
