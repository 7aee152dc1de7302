import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generation, GenerationId } from '../../shared/ipc.ts';
import { replaceFile } from '../files/replaceFile.ts';

/** What is kept of a generation on disk, so that it goes on after a restart. */
export interface GenerationRecord {
  readonly generation: Generation;
  /** Prompts: the id that keeps the same click from being paid for twice, and whose job it is. */
  readonly job: { readonly clientRequestId: string; readonly providerId: string | null } | null;
  /** Videos of the user's: where the file lies. */
  readonly source: string | null;
}

/** Generations as files, one each. */
export interface Records {
  list(): Promise<readonly GenerationRecord[]>;
  save(record: GenerationRecord): Promise<void>;
  remove(id: GenerationId): Promise<void>;
}

export function createRecords(folder: string): Records {
  // Ids are our own uuids; nothing else becomes a path.
  const fileOf = (id: GenerationId): string => join(folder, `${id.replace(/[^\w-]/g, '')}.json`);
  const turns = new Map<GenerationId, Promise<void>>();
  const inTurn = (id: GenerationId, act: () => Promise<void>): Promise<void> => {
    const turn = (turns.get(id) ?? Promise.resolve()).catch(() => {}).then(act);
    turns.set(id, turn);
    return turn;
  };
  return {
    async list() {
      const names = await readdir(folder).catch(() => []);
      const records = await Promise.all(
        names.filter((name) => name.endsWith('.json')).map((name) => read(join(folder, name))),
      );
      return records
        .flatMap((record) => record ?? [])
        .toSorted((a, b) => b.generation.startedAt - a.generation.startedAt);
    },
    save: (record) =>
      inTurn(record.generation.id, async () => {
        await mkdir(folder, { recursive: true });
        await replaceFile(fileOf(record.generation.id), new TextEncoder().encode(JSON.stringify(record)));
      }),
    remove: (id) => inTurn(id, () => rm(fileOf(id), { force: true })),
  };
}

/** A record that cannot be read is passed over; its job can still be found in the cloud. */
async function read(path: string): Promise<GenerationRecord | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is GenerationRecord {
  if (typeof value !== 'object' || value === null || !('generation' in value) || !('job' in value)) return false;
  const { generation } = value;
  return typeof generation === 'object' && generation !== null && 'id' in generation && 'state' in generation;
}
