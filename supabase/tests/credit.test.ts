import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { handleReconcile } from '../functions/video-reconcile/handler.ts';
import { applyTo, newJobId } from './jobs.ts';
import { startTestStack, type TestStack } from './stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
beforeEach(async () => {
  await stack.clear();
  await stack.database.query('delete from private.video_credits');
  await stack.database.query('delete from public.video_ledger');
});
afterAll(() => stack.close());

const at = (time: string) => stack.database.setClock(`2026-03-10T${time}Z`);
/** One round of the scheduler while so much is left at the provider. */
async function round(cents: number | null, env: Record<string, string> = stack.env): Promise<void> {
  stack.luma.next = () =>
    cents === null ? new Response('down', { status: 503 }) : Response.json({ credit_balance: cents });
  const headers = { apikey: 'sb_secret_test' };
  const request = new Request('https://functions.example/video-reconcile', { method: 'POST', headers });
  expect((await handleReconcile(request, env)).status).toBe(200);
  stack.luma.next = undefined;
}
const readings = async () =>
  (await stack.database.query('select cents from private.video_credits order by read_at')).map(({ cents }) => cents);

test('the balance is read once in a quarter of an hour, and kept when it has changed', async () => {
  await at('12:00:00');
  await stack.database.query(`insert into private.video_providers (provider) values ('luma')`);
  await round(5000);
  await round(4900); // not read
  await at('12:14:59');
  await round(4900); // not read
  await at('12:15:00');
  await round(5000);
  await at('12:30:00');
  await round(null);
  await at('12:45:00');
  await round(4700);
  expect(await readings()).toEqual([5000, 4700]);
});

test('the estimates stand beside what the balance fell by, month by month', async () => {
  await at('12:00:00');
  const user = await stack.database.addUser({ max_active: 10, max_per_minute: 10 });
  for (const [index, cost] of [null, 11, null].entries()) {
    const id = await newJobId(stack.database, user, { cents: 14 });
    const word = { status: 'failed', error_code: 'provider_failed', generation_id: `g${index}`, cost_cents: cost };
    await applyTo(stack.database, id, word);
  }
  for (const [time, cents] of [
    ['12:01:00', 5000],
    ['12:20:00', 4960],
    ['12:40:00', 9960],
    ['13:00:00', 9930],
  ] as const) {
    await at(time);
    await round(cents);
  }
  expect(await stack.database.query('select * from private.video_money')).toEqual([
    {
      month: new Date('2026-03-01T00:00:00Z'),
      provider: 'luma',
      videos: 3,
      estimate_cents: 42,
      known_cents: 11,
      spent_cents: 70,
      added_cents: 5000,
    },
  ]);
});

test('a provider that does not tell its balance is not asked', async () => {
  await stack.database.query(`insert into private.video_providers (provider) values ('fal')`);
  await round(5000, { ...stack.env, VIDEO_PROVIDER: 'fal', FAL_KEY: 'k' });
  expect([await readings(), stack.luma.calls]).toEqual([[], []]);
});
