import type { ExternalFile, Sprite, UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { KEPT, ReservedReader, ReservedWriter } from './reservedBytes.ts';

/** The type of entries that name the owner of property maps. */
export const PROPERTIES_EXTENSION = 2;

export interface ExternalFilesChunk {
  readonly files: readonly ExternalFile[];
  readonly kept: readonly UnknownChunk[];
}

export function readExternalFiles(reader: ByteReader): ExternalFilesChunk {
  const count = reader.u32();
  const reserved = new ReservedReader();
  reserved.skip(reader, 8);
  const files: ExternalFile[] = [];
  for (let i = 0; i < count; i++) {
    const id = reader.u32();
    const type = reader.u8();
    reserved.skip(reader, 7);
    files.push({ id, type, name: reader.string() });
  }
  return { files, kept: reserved.kept(reader, KEPT.externalFiles) };
}

export function writeExternalFiles(
  out: ByteWriter,
  files: readonly ExternalFile[],
  unknown: readonly UnknownChunk[],
): void {
  const reserved = new ReservedWriter(unknown, KEPT.externalFiles);
  out.u32(files.length);
  reserved.write(out, 8);
  for (const { id, type, name } of files) {
    out.u32(id, 'the id of an external file');
    out.u8(type, 'the type of an external file');
    reserved.write(out, 7);
    out.string(name, 'the name of an external file');
  }
  reserved.writeRest(out);
}

/**
 * The sprite's external files, and one more, with the next free id, for every extension that owns properties without
 * being listed.
 */
export function withExtensions(sprite: Sprite, extensions: Iterable<string>): ExternalFile[] {
  const files = [...sprite.externalFiles];
  const listed = new Set(files.filter(({ type }) => type === PROPERTIES_EXTENSION).map(({ name }) => name));
  const taken = new Set(files.map(({ id }) => id));
  let id = 1;
  for (const name of extensions) {
    if (name === '' || listed.has(name)) continue;
    while (taken.has(id)) id++;
    taken.add(id);
    listed.add(name);
    files.push({ id, type: PROPERTIES_EXTENSION, name });
  }
  return files;
}
