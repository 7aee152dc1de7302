import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  anonymousClient,
  CAT,
  generate,
  hearJobs,
  jobIn,
  jobOf,
  localClient,
  startTestBackend,
  strangerClient,
  type TestBackend,
  until,
} from './backendFixture.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(async () => {
  await backend.dispose();
  expect(backend.errors.filter((error) => !/max payload size/i.test(String(error)))).toEqual([]);
});

test.each(['1.0.0', '2.0.0'])(
  'a prompt becomes a video, each step broadcast in order (Phoenix %s)',
  async (version) => {
    const { client, userId } = await localClient(backend, version);
    const heard = await hearJobs(client, userId);
    expect(heard.system).toEqual(['Replication connection established']);
    const asked = performance.now();
    const jobId = await generate(client);
    expect(performance.now() - asked).toBeLessThan(5_000);
    await until(() => heard.statusesOf(jobId).includes('processing'), 'the video');

    const mine = heard.changes.filter(({ job }) => job.id === jobId);
    expect(mine.map(({ event, job }) => [event, job.status, job.rev])).toEqual([
      ['job_insert', 'pending', 0],
      ['job_update', 'queued', 1],
      ['job_update', 'dreaming', 2],
      ['job_update', 'processing', 3],
    ]);
    const progress = mine.map(({ job }) => job.progress);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(mine[0]?.job).not.toHaveProperty('prompt');

    const job = await jobOf(client, jobId);
    expect(job).toMatchObject({ provider: 'demo', status: 'processing', prompt: CAT.prompt, progress: 90 });
    const video = await fetch(job.luma_video_url ?? '');
    expect(video.headers.get('content-type')).toBe('video/mp4');
    expect(Buffer.from(await video.arrayBuffer()).toString('latin1', 4, 8)).toBe('ftyp');

    const done = { status: 'completed', frame_count: 12 };
    const { error } = await client.from('video_generation_jobs').update(done).eq('id', jobId);
    expect(error).toBeNull();
    await until(() => heard.statusesOf(jobId).includes('completed'), 'the end');
    expect(heard.changes.at(-1)?.job).toMatchObject({ status: 'completed', progress: 100, rev: 4 });
    await client.removeAllChannels();
  },
);

test('a stranger sees, hears and changes nothing', async () => {
  const owner = await localClient(backend);
  const stranger = await strangerClient(backend);
  const jobId = await generate(owner.client);

  const refusals: string[] = [];
  const channel = stranger.client.channel(`video_jobs:${owner.userId}`, { config: { private: true } });
  channel.subscribe((status, error) => refusals.push(`${status} ${error?.message}`));
  await until(() => refusals.length > 0, 'the refusal');
  expect(refusals[0]).toMatch(/^CHANNEL_ERROR Unauthorized: You do not have permissions/);
  await stranger.client.removeAllChannels();

  // The same name without `private` is another channel, to which nothing is broadcast.
  const overheard: unknown[] = [];
  const open = stranger.client.channel(`video_jobs:${owner.userId}`);
  open.on('broadcast', { event: '*' }, (message) => overheard.push(message));
  await new Promise<void>((resolve) => open.subscribe((status) => status === 'SUBSCRIBED' && resolve()));

  const jobs = stranger.client.from('video_generation_jobs');
  expect((await jobs.select('*')).data).toEqual([]);
  expect((await jobs.select('*').eq('id', jobId).maybeSingle()).data).toBeNull();
  expect((await jobs.update({ status: 'canceled' }).eq('id', jobId).select()).data).toEqual([]);
  expect((await jobs.delete().eq('id', jobId)).error?.code).toBe('42501');
  const status = await stranger.client.functions.invoke('video-status', { body: { jobId } });
  expect(status.error.context.status).toBe(404);

  await jobIn(owner.client, jobId, 'processing');
  expect(overheard).toEqual([]);
  await stranger.client.removeAllChannels();
});

test('nobody at all gets 401', async () => {
  const nobody = anonymousClient(backend);
  const read = await nobody.from('video_generation_jobs').select('*');
  expect([read.status, read.error?.code]).toEqual([401, '42501']);
  const asked = await nobody.functions.invoke('video-generate', { body: CAT });
  expect(asked.error.context.status).toBe(401);
  const keyless = await fetch(`${backend.url}/rest/v1/video_generation_jobs`);
  expect(keyless.status).toBe(401);
  const wrongKey = await fetch(`${backend.url}/rest/v1/video_generation_jobs?apikey=sb_publishable_x`, {
    headers: { apikey: 'sb_publishable_x' },
  });
  expect(wrongKey.status).toBe(401);
});

test('a tampered, unsigned or foreign token gets 401 everywhere', async () => {
  const { client } = await localClient(backend);
  const { data } = await client.auth.getSession();
  const [head, body = '', tail] = (data.session?.access_token ?? '').split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokens = [
    `${head}.${encode({ ...claims, sub: '00000000-0000-4000-8000-000000000000' })}.${tail}`,
    `${encode({ alg: 'none', typ: 'JWT' })}.${body}.`,
    `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ ...claims, role: 'service_role' })}.`,
    'nonsense',
  ];
  for (const token of tokens) {
    const headers = { apikey: backend.publishableKey, authorization: `Bearer ${token}` };
    const statuses = await Promise.all([
      fetch(`${backend.url}/rest/v1/video_generation_jobs`, { headers }),
      fetch(`${backend.url}/functions/v1/video-generate`, { method: 'POST', headers, body: JSON.stringify(CAT) }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 401]);
    expect((await fetch(`${backend.url}/auth/v1/user`, { headers })).status).toBe(403);
  }
});

test('a callback with a forged, wrong or missing token gets 404', async () => {
  const { client } = await localClient(backend);
  const jobId = await generate(client);
  const call = (query: string) =>
    fetch(`${backend.url}/functions/v1/video-webhook?${query}`, {
      method: 'POST',
      body: JSON.stringify({ id: jobId }),
    });
  const forged = 'A'.repeat(43);
  const queries = [`job_id=${jobId}&token=${forged}`, `job_id=${jobId}`, `token=${forged}`, `job_id=x&token=${forged}`];
  for (const query of queries) expect((await call(query)).status).toBe(404);
  await jobIn(client, jobId, 'processing');
});

test('postgres_changes bring the rows that the subscriber may see', async () => {
  const { client } = await localClient(backend);
  const stranger = await strangerClient(backend);
  const hear = async (who: typeof client, filter?: string) => {
    const heard: { type: string; status: string; id: string }[] = [];
    const binding = {
      event: '*',
      schema: 'public',
      table: 'video_generation_jobs',
      ...(filter ? { filter } : {}),
    } as const;
    const channel = who.channel(`changes ${filter}`).on('postgres_changes', binding, ({ eventType, new: row }) => {
      if ('status' in row) heard.push({ type: eventType, status: row.status, id: row.id });
    });
    const ready = new Promise<void>((resolve) =>
      channel.on('system', {}, ({ extension, status }) => {
        if (extension === 'postgres_changes' && status === 'ok') resolve();
      }),
    );
    channel.subscribe();
    await ready;
    return heard;
  };
  const [all, ready, theirs] = await Promise.all([
    hear(client),
    hear(client, 'status=eq.processing'),
    hear(stranger.client),
  ]);
  const jobId = await generate(client);
  await until(() => all.some(({ id, status }) => id === jobId && status === 'processing'), 'the last change');
  expect(all[0]?.type).toBe('INSERT');
  expect(new Set(all.map(({ id }) => id))).toEqual(new Set([jobId]));
  expect(ready.map(({ status }) => status)).toEqual(['processing']);
  expect(theirs).toEqual([]);
  await Promise.all([client.removeAllChannels(), stranger.client.removeAllChannels()]);
});

test('after a lost connection the channel comes back and hears what follows', async () => {
  const { client, userId } = await localClient(backend);
  const heard = await hearJobs(client, userId);
  // A message beyond the limit: the server hangs up in the middle of it.
  void heard.channel.send({ type: 'broadcast', event: 'much', payload: { text: 'x'.repeat(2_000_000) } });
  await until(() => heard.statuses.includes('CHANNEL_ERROR'), 'the loss');
  await until(() => heard.statuses.filter((status) => status === 'SUBSCRIBED').length === 2, 'the return');
  const jobId = await generate(client);
  await until(() => heard.statusesOf(jobId).includes('processing'), 'the video');
  await client.removeAllChannels();
});

test('clients hear each other on a public channel, also bytes', async () => {
  const [one, other] = [anonymousClient(backend), anonymousClient(backend, '1.0.0')];
  const heard: unknown[] = [];
  const ends = [one, other].map((client) => client.channel('room', { config: { broadcast: { ack: true } } }));
  ends[1]?.on('broadcast', { event: 'hello' }, ({ payload }) => heard.push(payload));
  await Promise.all(
    ends.map((end) => new Promise<void>((done) => end.subscribe((status) => status === 'SUBSCRIBED' && done()))),
  );
  expect(await ends[0]?.send({ type: 'broadcast', event: 'hello', payload: { text: 'ä' } })).toBe('ok');
  await until(() => heard.length === 1, 'the greeting');
  expect(heard).toEqual([{ text: 'ä' }]);
  await Promise.all([one.removeAllChannels(), other.removeAllChannels()]);
});
