import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dispatchJobs } from '../functions/_shared/dispatchJobs.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { type RecordedProvider, startRecordedProvider } from './recorded.ts';
import { startTestStack, type TestStack } from './stack.ts';

const [START, END] = ['iVBORw0KGgoAAAA=', 'iVBORw0KGgoBBBB='];
const FRAMES = {
  start_frame: { data: START, media_type: 'image/png' },
  end_frame: { data: END, media_type: 'image/png' },
};

let stack: TestStack;
let provider: RecordedProvider;
let env: Record<string, string>;
let bearer: string;
beforeAll(async () => {
  [stack, provider] = await Promise.all([startTestStack(), startRecordedProvider()]);
  env = { ...stack.env, VIDEO_PROVIDER: 'luma-agents', LUMA_AGENTS_API_KEY: 'k', LUMA_AGENTS_API_URL: provider.url };
  provider.answers = { 'POST /generations': { id: 'generation-1', state: 'queued' } };
  bearer = `Bearer ${await stack.tokenFor(await stack.database.addUser())}`;
});
beforeEach(async () => {
  await stack.clear();
  provider.calls.length = 0;
});
afterAll(() => Promise.all([stack.close(), provider.close()]));

async function generate(): Promise<string> {
  const init = { method: 'POST', headers: { authorization: bearer } };
  const body = JSON.stringify({ prompt: 'a cat', startFrame: START, endFrame: END });
  return (await handleGenerate(new Request('https://functions.example/', { ...init, body }), env)).text();
}
const kept = () => stack.database.query('select start_frame, end_frame from private.video_job_frames');

test('frames go to the provider with the prompt, and are forgotten then', async () => {
  expect(await generate()).toContain('"queued"');
  expect(provider.calls[0]?.body).toMatchObject({ video: FRAMES });
  await stack.database.query('select private.video_jobs_sweep()');
  expect(await kept()).toEqual([]);
});

test('frames wait with their job, and nobody is shown them', async () => {
  await stack.database.query(`insert into private.video_providers (provider, max_active) values ('luma-agents', 0)`);
  const answer = await generate();
  await stack.database.query('select private.video_jobs_sweep()');
  expect([answer.includes(START), await kept()]).toEqual([false, [{ start_frame: START, end_frame: END }]]);
  await stack.database.query('update private.video_providers set max_active = 1');
  expect(await dispatchJobs(env)).toBe(1);
  expect(provider.calls[0]?.body).toMatchObject({ video: FRAMES });
});
