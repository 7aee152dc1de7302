import { blue, green, red, rgba } from '../../sprite/color.ts';
import type { Sprite, Tag, TagDirection, UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { KEPT, keptNumber, keptNumberIn, ReservedReader, ReservedWriter } from './reservedBytes.ts';

const DIRECTIONS = ['forward', 'reverse', 'pingpong', 'pingpong_reverse'] as const satisfies readonly TagDirection[];

export interface TagEntry {
  readonly name: string;
  /** Frame numbers, from 0. */
  readonly from: number;
  readonly to: number;
  /** A direction that we do not know is kept, and plays forward. */
  readonly direction: TagDirection;
  readonly repeat: number;
  readonly color: number;
  readonly kept: readonly UnknownChunk[];
}

export interface TagsChunk {
  readonly tags: readonly TagEntry[];
  readonly kept: readonly UnknownChunk[];
}

export function readTags(reader: ByteReader, frameCount: number): TagsChunk {
  const count = reader.u16();
  const reserved = new ReservedReader();
  reserved.skip(reader, 8);
  const tags = Array.from({ length: count }, () => readTag(reader, frameCount));
  return { tags, kept: reserved.kept(reader, KEPT.tags) };
}

function readTag(reader: ByteReader, frameCount: number): TagEntry {
  const [from, to] = [reader.u16(), reader.u16()];
  if (Math.max(from, to) >= frameCount) {
    throw reader.error('invalid', `a tag from frame ${from} to ${to}, but there are ${frameCount} frames`);
  }
  const number = reader.u8();
  const direction = DIRECTIONS[number];
  const repeat = reader.u16();
  const reserved = new ReservedReader();
  reserved.skip(reader, 6);
  const color = rgba(reader.u8(), reader.u8(), reader.u8());
  reserved.skip(reader, 1);
  const name = reader.string();
  const kept = [
    ...reserved.kept(reader.part(0), KEPT.fields),
    ...(direction === undefined ? [keptNumber(KEPT.direction, number)] : []),
  ];
  return { name, from, to, direction: direction ?? 'forward', repeat, color, kept };
}

/** The colour is written here for old readers, and again, with its alpha, in the tag's user data. */
export function writeTags(out: ByteWriter, { tags, unknown }: Sprite, frameNumber: (id: Tag['from']) => number): void {
  const reserved = new ReservedWriter(unknown, KEPT.tags);
  out.u16(tags.length, 'the number of tags');
  reserved.write(out, 8);
  for (const tag of tags) {
    const own = new ReservedWriter(tag.unknown, KEPT.fields);
    out.u16(frameNumber(tag.from));
    out.u16(frameNumber(tag.to));
    out.u8(directionNumber(tag));
    out.u16(tag.repeat, 'how often a tag repeats');
    own.write(out, 6);
    out.u8(red(tag.color));
    out.u8(green(tag.color));
    out.u8(blue(tag.color));
    own.write(out, 1);
    out.string(tag.name, 'the name of a tag');
  }
  reserved.writeRest(out);
}

function directionNumber({ direction, unknown }: Tag): number {
  const kept = direction === 'forward' ? keptNumberIn(unknown, KEPT.direction) : undefined;
  return kept ?? DIRECTIONS.indexOf(direction);
}
