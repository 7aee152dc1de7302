import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import type { Generation, GenerationId, GenerationState } from '../../shared/ipc.ts';
import type { Settings } from '../../shared/settings.ts';
import { createReports } from './reports.ts';
import { parseDsn, sentryEnvelope } from './sentryEnvelope.ts';

const DSN = 'https://abc123@o1.ingest.example.org/42';
const OFF = { sendCrashes: false, sendUsage: false, crashDsn: '', usageUrl: '', generator: 'ownKey' as const };
const CRASH = {
  name: 'TypeError',
  stack: `TypeError: a secret prompt in /home/ann/art/cat.aseprite
    at drawFrame (file:///home/ann/celkiln/out/main/index.js:10:5)
    at C:\\Users\\Ann\\app\\loop.js:7:1`,
};

function setUp(settings: Partial<Settings>, environment: Readonly<Record<string, string>> = {}) {
  const sent: { url: string; body: string; headers: unknown }[] = [];
  const send = async (url: string | URL | Request, init?: RequestInit) => {
    sent.push({ url: String(url), body: String(init?.body), headers: init?.headers });
    return new Response();
  };
  const read = () => ({ ...OFF, ...settings });
  const reports = createReports({ settings: { read }, environment, version: '1.0', platform: 'linux', send });
  return { reports, sent };
}

function generation(state: GenerationState): Generation {
  const request = { prompt: 'a secret prompt', width: 8, height: 8, colorCount: 4, fps: 12 };
  const origin = { request, provider: 'Luma', jobId: null };
  return { id: 'g' as GenerationId, origin, settings: DEFAULT_CLIP, sourceHash: null, state, startedAt: 0 };
}

test('without consent nothing is sent, whatever addresses are known', () => {
  const { reports, sent } = setUp(
    { crashDsn: DSN, usageUrl: 'https://count.example.org' },
    { CELKILN_SENTRY_DSN: DSN, CELKILN_USAGE_URL: 'https://count.example.org' },
  );
  reports.started();
  reports.crashed(CRASH, 'main');
  reports.generation(generation({ stage: 'decoding', progress: 0.5 }));
  reports.generation(generation({ stage: 'ready', frameCount: 8 }));
  expect(sent).toEqual([]);
});

test('with consent and no address, or one in the clear, nothing is sent either', () => {
  const { reports, sent } = setUp({ sendCrashes: true, sendUsage: true, usageUrl: 'http://count.example.org' });
  reports.started();
  reports.crashed(CRASH, 'page');
  expect(sent).toEqual([]);
});

test('a crash tells what kind it was and where in the program, and neither words nor folders', () => {
  const { reports, sent } = setUp({ sendCrashes: true }, { CELKILN_SENTRY_DSN: DSN });
  reports.crashed(CRASH, 'main');
  const [report] = sent;
  expect(report?.url).toBe('https://o1.ingest.example.org/api/42/envelope/');
  expect(report?.headers).toMatchObject({ 'x-sentry-auth': expect.stringContaining('sentry_key=abc123') });
  expect(report?.body).not.toMatch(/secret|home|ann|Users|cat/i);
  const event = JSON.parse(report?.body.split('\n')[2] ?? '');
  expect(event.exception.values).toEqual([
    {
      type: 'TypeError',
      value: '',
      stacktrace: {
        frames: [
          { function: '?', filename: 'loop.js', lineno: 7, colno: 1 },
          { function: 'drawFrame', filename: 'index.js', lineno: 10, colno: 5 },
        ],
      },
    },
  ]);
});

test('one program sends at most ten crashes', () => {
  const { reports, sent } = setUp({ sendCrashes: true, crashDsn: DSN });
  for (let i = 0; i < 30; i++) reports.crashed(CRASH, 'page');
  expect(sent).toHaveLength(10);
});

test('a count tells how a generation ended, once, and nothing of what was asked for', () => {
  const { reports, sent } = setUp({ sendUsage: true, usageUrl: 'https://count.example.org/c' });
  reports.started();
  reports.generation(generation({ stage: 'decoding', progress: 0.5 }));
  reports.generation(generation({ stage: 'failed', error: { code: 'quota_day', message: 'a secret prompt' } }));
  reports.generation(generation({ stage: 'failed', error: { code: 'quota_day', message: 'a secret prompt' } }));
  expect(sent.map(({ body }) => JSON.parse(body))).toEqual([
    { event: 'started', version: '1.0', platform: 'linux' },
    {
      event: 'generation_ended',
      version: '1.0',
      platform: 'linux',
      outcome: 'failed',
      generator: 'ownKey',
      code: 'quota_day',
    },
  ]);
});

test.each(['', 'https://o1.example.org/42', 'http://abc@o1.example.org/42', 'https://abc@o1.example.org/x'])(
  '%j is no DSN',
  (dsn) => expect(parseDsn(dsn)).toBeNull(),
);

test('an envelope is three lines of JSON', () => {
  const facts = { id: 'a-b', time: 0, version: '1', platform: 'darwin', where: 'page', error: CRASH } as const;
  const lines = sentryEnvelope(facts).split('\n');
  expect(lines.slice(0, 2).map((line) => JSON.parse(line))).toEqual([
    { event_id: 'ab', sent_at: '1970-01-01T00:00:00.000Z' },
    { type: 'event' },
  ]);
  expect(lines).toHaveLength(3);
});
