import type { ExternalFile, Sprite, UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { KEPT, ReservedReader, ReservedWriter } from './reservedBytes.ts';

/** The type of entries that name the owner of property maps. */
const PROPERTIES_EXTENSION = 2;

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

/** The ids of extensions that own properties, by name; of several with one name the first. 0 is the user. */
export function extensionIds(files: readonly ExternalFile[]): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  for (const { id, type, name } of files) {
    if (type === PROPERTIES_EXTENSION && name !== '' && id !== 0 && !ids.has(name)) ids.set(name, id);
  }
  return ids;
}

/** What an owner of properties is called whose id no external file, or one with another's name, explains. */
export function numberedExtension(id: number): string {
  return `extension-${id}`;
}

/** The id in such a name. */
export function numberOfExtension(name: string): number | undefined {
  const number = Number(/^extension-([1-9]\d{0,9})$/.exec(name)?.[1] ?? 0);
  return number > 0 && number <= 0xffffffff ? number : undefined;
}

/**
 * The sprite's external files, and one more, with the next free id, for every extension that owns properties without
 * being listed; those that are named by their number stay unlisted.
 */
export function withExtensions(sprite: Sprite, extensions: Iterable<string>): ExternalFile[] {
  const files = [...sprite.externalFiles];
  const listed = new Set(extensionIds(files).keys());
  const names = [...extensions].filter((name) => name !== '' && !listed.has(name));
  const numbers = names.map(numberOfExtension);
  const taken = new Set([...files.map((file) => file.id), ...numbers]);
  let id = 1;
  for (const [i, name] of names.entries()) {
    if (numbers[i] !== undefined) continue;
    while (taken.has(id)) id++;
    taken.add(id);
    listed.add(name);
    files.push({ id, type: PROPERTIES_EXTENSION, name });
  }
  return files;
}
