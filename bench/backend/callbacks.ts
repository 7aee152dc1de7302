import { createHash } from 'node:crypto';
import type { PostgresTestDatabase } from '../../supabase/tests/database.ts';
import type { Connection } from '../../supabase/tests/postgres/connection.ts';
import { percentile, timed } from './timing.ts';

export interface CallbackLoad {
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds from burst to burst. */
  readonly every: number;
  readonly jobs: number;
  readonly connections: number;
}

/**
 * Callbacks come in bursts, whether the ones before are done or not; each is accepted, applied and settled, as the
 * function does it. A job has three of them: work began, work goes on, the video is ready. Prints what was measured from
 * the moment at which each came.
 */
export async function callbacks(database: PostgresTestDatabase, load: CallbackLoad): Promise<void> {
  const pool = await Promise.all(Array.from({ length: load.connections }, () => database.server.connect()));
  for (const connection of pool) await connection.run('set role service_role');
  const idle = [...pool];
  const waiting: ((connection: Connection) => void)[] = [];
  const times = { accept: [] as number[], apply: [] as number[], whole: [] as number[] };
  const outcomes = new Map<string, number>();

  async function one(number: number): Promise<void> {
    const came = performance.now();
    const connection = idle.pop() ?? (await new Promise<Connection>((resolve) => waiting.push(resolve)));
    try {
      await handle(connection, number % load.jobs, Math.floor(number / load.jobs));
    } finally {
      const next = waiting.shift();
      if (next === undefined) idle.push(connection);
      else next(connection);
    }
    times.whole.push(performance.now() - came);
  }

  async function handle(connection: Connection, job: number, word: number): Promise<void> {
    const { id, token } = await identity(job);
    const body = sha256(`${job} ${word}`);
    const accept = 'select public.video_webhook_accept($1, $2, $3, $4) as answer';
    times.accept.push(await timed(() => connection.query(accept, [id, token, body, 'dreaming'])));
    const status = word >= 2 ? 'processing' : 'dreaming';
    const url = word >= 2 ? `https://storage.cdn-luma.com/${job}.mp4` : null;
    const apply = 'select public.video_job_apply($1, $2, $3, $4, null, $5) as outcome';
    times.apply.push(
      await timed(async () => {
        const rows = await connection.query(apply, [id, status, `generation-${job}`, url, 60 + 10 * word]);
        const outcome = String(rows[0]?.outcome);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }),
    );
    await connection.query('select public.video_webhook_settle($1, $2, $3)', [id, body, 'applied']);
  }

  const total = Math.min(load.seconds * load.perSecond, load.jobs * 3);
  const burst = (load.perSecond * load.every) / 1000;
  const started = performance.now();
  const all: Promise<void>[] = [];
  for (let sent = 0; sent < total; sent += burst) {
    const due = started + (sent / load.perSecond) * 1000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    for (let number = sent; number < Math.min(sent + burst, total); number += 1) all.push(one(number));
  }
  await Promise.all(all);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${total} callbacks, ${load.perSecond} a second in bursts of ${burst}, over ${load.connections} connections: ` +
      `done in ${seconds.toFixed(1)} s, ${(total / seconds).toFixed(0)} a second; ` +
      [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', '),
  );
  console.log('\n| | p50 | p95 | p99 | worst |\n|---|---|---|---|---|');
  for (const [name, values] of Object.entries(times)) {
    const cells = [0.5, 0.95, 0.99, 1].map((part) => `${percentile(values, part).toFixed(1)} ms`);
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  await Promise.all(pool.map((connection) => connection.close()));
}

const identities = new Map<number, { readonly id: string; readonly token: string }>();

/** As addManyJobs made it. */
async function identity(job: number) {
  const known = identities.get(job);
  if (known !== undefined) return known;
  const hex = createHash('md5').update(`job${job}`).digest('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const made = { id, token: sha256(id) };
  identities.set(job, made);
  return made;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
