import * as node from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, systemCode, toFileError } from '../files/fileError.ts';
import { readWholeFile } from '../files/readWholeFile.ts';
import { type FileSystem, replaceFile } from '../files/replaceFile.ts';
import { sweepDrafts } from '../files/sweepDrafts.ts';
import { RECOVERY_RECORD, type RecoveryRecord } from './recoveryRecord.ts';

/** A sprite on disk. */
export interface KeptSprite {
  readonly id: string;
  /** Null: it cannot be read, or is gone; the sprite itself may be whole. */
  readonly record: RecoveryRecord | null;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  readonly bytes: number;
}

/** Kept sprites as files: `<id>.aseprite`, and beside it `<id>.json` with what is known of it. For their user's eyes only. */
export interface RecoveryStore {
  /** Newest first. */
  list(): Promise<readonly KeptSprite[]>;
  /**
   * Each file is replaced whole or not at all, the sprite first: one without a record can still be recovered.
   * @throws FileError What was kept before is still there then.
   */
  write(record: RecoveryRecord, sprite: Uint8Array): Promise<void>;
  /** @throws FileError */
  writeRecord(record: RecoveryRecord): Promise<void>;
  /** @throws FileError */
  read(id: string): Promise<Uint8Array>;
  remove(id: string): Promise<void>;
  /** The folder, made if it is not there. @throws FileError */
  open(): Promise<string>;
}

const SPRITE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.aseprite$/;
const RECORD = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/;
const LARGEST_RECORD = 256 * 1024;
const OWN_FILE = 0o600;
const OWN_FOLDER = 0o700;

export function createRecoveryStore(folder: string, files: FileSystem = node): RecoveryStore {
  const spriteOf = (id: string): string => join(folder, `${id}.aseprite`);
  const recordOf = (id: string): string => join(folder, `${id}.json`);
  const swept = new Set<string>();
  const write = (path: string, bytes: Uint8Array): Promise<void> =>
    replaceFile(path, bytes, { links: 'refuse', mode: OWN_FILE, files, swept });

  async function writeRecord(record: RecoveryRecord): Promise<void> {
    await openFolder(folder);
    await write(recordOf(record.id), new TextEncoder().encode(JSON.stringify(record)));
  }

  return {
    async list() {
      if (!(await isFolder(folder))) return [];
      await sweepDrafts(folder, files);
      const names = await node.readdir(folder).catch(() => []);
      const kept = await Promise.all(names.flatMap((name) => idIn(name, SPRITE)).map((id) => find(folder, id)));
      await removeLoneRecords(folder, names);
      return kept.flatMap((each) => each ?? []).toSorted((a, b) => b.keptAt - a.keptAt);
    },
    async write(record, sprite) {
      await openFolder(folder);
      await write(spriteOf(record.id), sprite);
      await writeRecord(record);
    },
    writeRecord,
    read: (id) => readWholeFile(spriteOf(id)),
    async remove(id) {
      // What is left when this is cut short is no sprite without its record, which would be offered again.
      for (const path of [spriteOf(id), recordOf(id)]) {
        await node.rm(path, { force: true }).catch((error: unknown) => {
          throw toFileError(error, 'the copy for recovery');
        });
      }
    },
    async open() {
      await openFolder(folder);
      return folder;
    },
  };
}

function idIn(name: string, pattern: RegExp): readonly string[] {
  const id = pattern.exec(name)?.[1];
  return id === undefined ? [] : [id];
}

/** A link is no folder here: what is written through it would lie somewhere else. */
async function isFolder(folder: string): Promise<boolean> {
  return (await node.lstat(folder).catch(() => undefined))?.isDirectory() ?? false;
}

async function openFolder(folder: string): Promise<void> {
  try {
    await node.mkdir(folder, { recursive: true, mode: OWN_FOLDER });
    if (await isFolder(folder)) return await node.chmod(folder, OWN_FOLDER);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw toFileError(error, 'recovery');
  }
  throw new FileError('not_a_file', 'The folder for recovery is a file or a link. Remove it.');
}

async function find(folder: string, id: string): Promise<KeptSprite | undefined> {
  const found = await node.lstat(join(folder, `${id}.aseprite`)).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const record = await readRecord(folder, id);
  return { id, record, keptAt: record?.keptAt ?? found.mtimeMs, bytes: found.size };
}

async function readRecord(folder: string, id: string): Promise<RecoveryRecord | null> {
  try {
    const bytes = await readWholeFile(join(folder, `${id}.json`), LARGEST_RECORD);
    const record = RECOVERY_RECORD.parse(JSON.parse(new TextDecoder().decode(bytes)));
    // The id becomes a path again: it must be the one that the file is called by.
    return record.id === id ? record : null;
  } catch {
    return null;
  }
}

/** Removals that were cut short. */
async function removeLoneRecords(folder: string, names: readonly string[]): Promise<void> {
  const lone = names.flatMap((name) => idIn(name, RECORD)).filter((id) => !names.includes(`${id}.aseprite`));
  for (const id of lone) await node.rm(join(folder, `${id}.json`), { force: true }).catch(() => undefined);
}
