import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generation, GenerationId, TakenFrames } from '../../shared/ipc.ts';
import type { JobEnd } from '../cloud/videoJobs.ts';
import { replaceFile } from '../files/replaceFile.ts';
import { RECORD_SHAPE } from './recordShape.ts';

/** What is kept of a generation on disk, so that it goes on after a restart. */
export interface GenerationRecord {
  readonly generation: Generation;
  readonly job: JobRecord;
}

/** What is known of a prompt's job, and not for the window. */
export interface JobRecord {
  /** Keeps the same click from being paid for twice. */
  readonly clientRequestId: string;
  /** Whose job it is; null until one was asked. */
  readonly providerId: string | null;
  readonly frames: KeyFrames;
  readonly take?: TakeOfSprite;
  /** The job that failed or was given up, and that this one stands in for. */
  readonly retryOf?: string;
  /** How the job ended, until the server has been told. */
  readonly end?: JobEnd;
}

/** The frames that it is another take of, and the file of their sprite, or what that is kept as for recovery. */
export type TakeOfSprite = TakenFrames & ({ readonly path: string } | { readonly kept: string });

/** What the video begins and ends with, as a GenerateRequest has it. */
export interface KeyFrames {
  readonly startFrame?: string;
  readonly endFrame?: string;
}

/** Generations as files, one each. */
export interface Records {
  list(): Promise<readonly GenerationRecord[]>;
  save(record: GenerationRecord): Promise<void>;
  remove(id: GenerationId): Promise<void>;
}

export function createRecords(folder: string): Records {
  const fileOf = (id: GenerationId): string => join(folder, `${id}.json`);
  const turns = new Map<GenerationId, Promise<void>>();
  const inTurn = async (id: GenerationId, act: () => Promise<void>): Promise<void> => {
    const turn = (turns.get(id) ?? Promise.resolve()).catch(() => {}).then(act);
    turns.set(id, turn);
    try {
      await turn;
    } finally {
      if (turns.get(id) === turn) turns.delete(id);
    }
  };
  return {
    async list() {
      const names = await readdir(folder).catch(() => []);
      const files = names.filter((name) => name.endsWith('.json'));
      const records = await Promise.all(files.map((name) => read(folder, name)));
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
async function read(folder: string, name: string): Promise<GenerationRecord | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'));
    // The id becomes a path again: it must be the one that the file is called by.
    return isRecord(record) && name === `${record.generation.id}.json` ? record : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is GenerationRecord {
  return RECORD_SHAPE.safeParse(value).success;
}
