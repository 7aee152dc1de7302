import type { Database } from '../database.ts';
import type { JsonObject } from '../json.ts';
import { DEMO_FAULTS, type DemoFault } from './demoSettings.ts';

export type GenerationState = 'queued' | 'dreaming' | 'completed' | 'failed';

/** What the demo generator remembers of a generation; it outlives a restart of the application. */
export interface DemoGeneration {
  readonly id: string;
  readonly state: GenerationState;
  readonly failure_reason: string | null;
  /** ISO 8601. */
  readonly created_at: string;
  /** Milliseconds since the state changed. */
  readonly age: number;
  readonly request: JsonObject;
  readonly fault: DemoFault;
}

/** The pictures that a video begins and ends with, PNG in base64. */
export interface Keyframes {
  readonly frame0: string | null;
  readonly frame1: string | null;
}

/** The demo generator's own tables; they share the database but none of the application's schema. */
export interface Generations {
  insert(id: string, request: JsonObject, keyframes: Keyframes, fault: DemoFault): Promise<DemoGeneration>;
  find(id: string): Promise<DemoGeneration | null>;
  /** What it begins and ends with, until that is forgotten. */
  keyframesOf(id: string): Promise<Keyframes>;
  forgetKeyframes(id: string): Promise<void>;
  /** Newest first. */
  list(limit: number, offset: number): Promise<readonly DemoGeneration[]>;
  count(): Promise<number>;
  /** Those that have neither completed nor failed, oldest first. */
  unfinished(): Promise<readonly DemoGeneration[]>;
  move(id: string, state: GenerationState, failureReason: string | null): Promise<DemoGeneration | null>;
  remove(id: string): Promise<boolean>;
  /** Forgets those older than `days`. */
  removeOld(days: number): Promise<void>;
}

const COLUMNS = `id, state, failure_reason, request, fault,
  (extract(epoch from clock_timestamp() - changed_at) * 1000)::integer as age,
  to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at`;

interface Row extends Omit<DemoGeneration, 'fault'> {
  readonly fault: string;
}

export async function openGenerations(database: Database): Promise<Generations> {
  await database.run(`
    create schema if not exists demo;
    create table if not exists demo.generations (
      id uuid primary key,
      state text not null default 'queued' check (state in ('queued', 'dreaming', 'completed', 'failed')),
      failure_reason text,
      request jsonb not null,
      fault text not null,
      created_at timestamptz not null default clock_timestamp(),
      changed_at timestamptz not null default clock_timestamp()
    );
    create table if not exists demo.keyframes (
      id uuid primary key references demo.generations on delete cascade,
      frame0 text,
      frame1 text
    );
  `);
  const read = async (text: string, values: readonly (string | number | null)[]) =>
    (await database.query<Row>(text, values)).map(fromRow);
  const readOne = async (text: string, values: readonly (string | null)[]) => (await read(text, values))[0] ?? null;
  return {
    async insert(id, request, { frame0, frame1 }, fault) {
      const text = `with inserted as (
          insert into demo.generations (id, request, fault) values ($1, $2, $3) returning *
        ), kept as (
          insert into demo.keyframes (id, frame0, frame1)
          select id, $4, $5 from inserted where $4::text is not null or $5::text is not null
        )
        select ${COLUMNS} from inserted as generations`;
      const inserted = await readOne(text, [id, JSON.stringify(request), fault, frame0, frame1]);
      if (!inserted) throw new Error('The generation was not stored.');
      return inserted;
    },
    find: (id) => readOne(`select ${COLUMNS} from demo.generations where id::text = $1`, [id]),
    async keyframesOf(id) {
      const [kept] = await database.query<Keyframes>('select frame0, frame1 from demo.keyframes where id = $1', [id]);
      return kept ?? { frame0: null, frame1: null };
    },
    async forgetKeyframes(id) {
      await database.query('delete from demo.keyframes where id = $1', [id]);
    },
    list: (limit, offset) =>
      read(`select ${COLUMNS} from demo.generations order by generations.created_at desc limit $1 offset $2`, [
        limit,
        offset,
      ]),
    async count() {
      const [row] = await database.query<{ count: number }>('select count(*)::integer as count from demo.generations');
      return row?.count ?? 0;
    },
    unfinished: () =>
      read(
        `select ${COLUMNS} from demo.generations where state in ('queued', 'dreaming') order by generations.created_at`,
        [],
      ),
    move: (id, state, failureReason) =>
      readOne(
        `update demo.generations set state = $2, failure_reason = $3, changed_at = clock_timestamp()
         where id = $1 returning ${COLUMNS}`,
        [id, state, failureReason],
      ),
    async remove(id) {
      return (await database.query('delete from demo.generations where id::text = $1 returning id', [id])).length > 0;
    },
    async removeOld(days) {
      const old = `delete from demo.generations where created_at < clock_timestamp() - make_interval(days => $1)`;
      await database.query(old, [days]);
    },
  };
}

function fromRow(row: Row): DemoGeneration {
  return { ...row, fault: DEMO_FAULTS.find((fault) => fault === row.fault) ?? 'none' };
}
