import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../shared/clip/clipSettings.ts';
import { type Answer, type PreloadRequests, REQUEST_NAMES } from '../shared/ipc.ts';
import { FileError } from './files/fileError.ts';
import { answer, isTrusted, tell } from './ipc.ts';
import { belongsTo } from './lockdown.ts';
import { recordingParts } from './recordingParts.fixture.ts';
import { REQUEST_ARGUMENTS } from './requestArguments.ts';
import { createRequests } from './requests.ts';

const OURS = { senderFrame: { url: 'app://bundle/index.html', parent: null } };
const FILE = '00000000-0000-4000-8000-000000000000';

type Event = Parameters<typeof isTrusted>[0];

/** Every channel as main registers it, called as Electron would. */
function channels(changed: Partial<PreloadRequests> = {}) {
  const handlers = new Map<string, (event: Event, ...args: unknown[]) => Promise<Answer<unknown>>>();
  const logged: string[] = [];
  const { parts, calls } = recordingParts();
  answer<Event>(
    { handle: (name, handler) => handlers.set(name, handler) },
    { ...createRequests(parts), ...changed },
    (event) => isTrusted(event, belongsTo('app://bundle')),
    (message) => logged.push(message),
  );
  const call = (name: string, args: readonly unknown[], event: Event = OURS) =>
    handlers.get(name)?.(event, ...args) ?? Promise.reject(new Error(`no channel ${name}`));
  return { handlers, call, calls, logged };
}

test('every request has a channel, and nothing else has', () => {
  expect([...channels().handlers.keys()].toSorted()).toEqual([...REQUEST_NAMES, 'grantDropped'].toSorted());
});

test.each([
  ['no frame', { senderFrame: null }],
  ['a frame inside', { senderFrame: { url: 'app://bundle/index.html', parent: {} } }],
  ['another site', { senderFrame: { url: 'https://bundle/index.html', parent: null } }],
  ['a look-alike', { senderFrame: { url: 'app://bundle.evil/index.html', parent: null } }],
  ['no address', { senderFrame: { url: '', parent: null } }],
  ['data', { senderFrame: { url: 'data:text/html,app://bundle/', parent: null } }],
])('a sender with %s is not answered by any channel', async (_what, event) => {
  const { handlers, calls } = channels();
  for (const handler of handlers.values()) {
    expect(await handler(event)).toEqual({ ok: false, error: { code: 'not_trusted', message: expect.any(String) } });
  }
  expect(calls).toEqual([]);
});

const PROMPT = { prompt: 'a cat', settings: DEFAULT_CLIP };
const withSettings = (change: object) => ({ ...PROMPT, settings: { ...DEFAULT_CLIP, ...change } });
const ANIMATION = { width: 1, height: 1, frames: [{ pixels: new Uint32Array(1), duration: 100 }], loop: 0 };
const IMAGE = { width: 1, height: 1, pixels: new Uint8Array(4) };

test.each([
  ['readFile', [FILE]],
  ['writeFile', [FILE, new Uint8Array(3)]],
  ['keepPart', [1, 0, new Uint8Array(3)]],
  ['keepSprite', [1, { name: 'cat', file: null }]],
  ['adoptRecoverable', [FILE, 1]],
  ['encodePng', [IMAGE]],
  ['encodePng', [{ ...IMAGE, palette: [0] }]],
  ['encodeWebp', [ANIMATION]],
  ['generate', [PROMPT]],
  [
    'generate',
    [{ ...withSettings({ palette: [1, 2], crop: { x: 1, y: 2.5, width: 9, height: 9 } }), projectId: FILE }],
  ],
  ['generate', [{ ...PROMPT, startFrame: IMAGE }]],
  ['quote', []],
  ['openStudio', [FILE, { kind: 'file', file: FILE }]],
  ['cutStudio', [FILE, DEFAULT_CLIP, 'coarse']],
  ['saveStudioVideo', [FILE, 'cat walk']],
  ['changeSettings', [{ theme: 'light' }]],
  ['changeSettings', [{ supabaseUrl: 'http://127.0.0.1:54321' }]],
] as const)('%s takes %j', (name, args) => {
  expect(REQUEST_ARGUMENTS[name].safeParse(args)).toMatchObject({ success: true, data: args });
});

test.each([
  ['environment', ['more']],
  ['chooseFiles', []],
  ['chooseFiles', ['program']],
  ['readFile', ['/etc/passwd']],
  ['readFile', ['../../etc/passwd']],
  ['readFile', [{ id: FILE }]],
  ['writeFile', [FILE, 'text']],
  ['writeFile', [FILE, new ArrayBuffer(3)]],
  ['writeFile', [FILE, new Uint8Array(3), 'more']],
  ['rememberFile', [FILE, new Uint8Array(2 * 1024 * 1024)]],
  ['keepPart', [1, 0, new Uint8Array(1024 * 1024)]],
  ['keepPart', [1, -1, new Uint8Array(3)]],
  ['keepPart', ['../x', 0, new Uint8Array(3)]],
  ['keepSprite', [1, { name: 'cat', file: '/etc/passwd' }]],
  ['keepSprite', [1, { name: 'cat', file: null, path: '/etc/passwd' }]],
  ['readRecoverable', ['../../etc/passwd']],
  ['adoptRecoverable', ['../x', 1]],
  ['discardRecoverable', ['../x']],
  ['encodePng', [{ ...IMAGE, width: 2 }]],
  ['encodePng', [{ ...IMAGE, palette: [] }]],
  ['encodePng', [{ ...IMAGE, palette: [-1] }]],
  ['encodeWebp', [{ ...ANIMATION, width: 2 }]],
  ['encodeWebp', [{ ...ANIMATION, frames: [] }]],
  ['generate', [{ ...PROMPT, prompt: '' }]],
  ['generate', [{ ...PROMPT, prompt: ' \n' }]],
  ['generate', [{ ...PROMPT, prompt: 'x'.repeat(3000) }]],
  ['generate', [withSettings({ width: 0 })]],
  ['generate', [withSettings({ height: 5000 })]],
  ['generate', [withSettings({ fps: 12.5 })]],
  ['generate', [withSettings({ fps: Number.NaN })]],
  ['generate', [withSettings({ extra: 1 })]],
  ['generate', [withSettings({ palette: undefined })]],
  ['generate', [{ ...PROMPT, startFrame: { ...IMAGE, width: 2 } }]],
  ['generate', [{ ...PROMPT, startFrame: { ...IMAGE, palette: [0] } }]],
  ['generate', [{ ...PROMPT, startFrame: { width: 4096, height: 1, pixels: new Uint8Array(16_384) } }]],
  ['quote', ['more']],
  ['openStudio', [FILE, { kind: 'file', file: '/etc/passwd' }]],
  ['openStudio', [FILE, { kind: 'kept', hash: '../../etc/passwd' }]],
  ['openStudio', [FILE, { kind: 'job', job: '../../etc/passwd' }]],
  ['openStudio', ['../../etc', { kind: 'file', file: FILE }]],
  ['studioPicture', [FILE, -1, 64]],
  ['studioStrip', [FILE, 0, 1, 1000, 64]],
  ['cutStudio', [FILE, DEFAULT_CLIP, 'quick']],
  ['cancelGeneration', ['../x']],
  ['changeSettings', [{ uiScale: 9 }]],
  ['changeSettings', [{ supabaseUrl: 'http://example.com' }]],
  ['changeSettings', [{ supabaseUrl: 'javascript:alert(1)' }]],
  ['changeSettings', [{ unknown: 1 }]],
  ['changeSettings', [JSON.parse('{"__proto__": {"theme": "light"}}')]],
  ['openHelp', ['https://example.com']],
  ['grantDropped', [7]],
])('%s refuses %j', async (name, args) => {
  const { call, calls } = channels();
  expect(await call(name, args)).toEqual({
    ok: false,
    error: { code: 'bad_request', message: expect.stringContaining(name) },
  });
  expect(calls).toEqual([]);
});

test('a hundred megabytes too many are refused where they arrive', async () => {
  const { call } = channels();
  const bytes = new Uint8Array(356 * 1024 * 1024);
  for (const [name, args] of [
    ['writeFile', [FILE, bytes]],
    ['decodePicture', [bytes]],
  ] as const) {
    expect(await call(name, args)).toMatchObject({ ok: false, error: { code: 'bad_request' } });
  }
});

test('whatever a page sends, the answer is one, and says no more than it should', async () => {
  const { handlers, call } = channels();
  const name = fc.constantFrom(...handlers.keys());
  const runs = process.env.CELKILN_LONG === '1' ? 5000 : 500;
  await fc.assert(
    fc.asyncProperty(name, fc.array(fc.anything(), { maxLength: 4 }), async (request, args) => {
      const reply = await call(request, args);
      if (!reply.ok) expect(reply.error.code).toMatch(/^(bad_request|not_granted|file_not_found|not_a_file|bad_name)$/);
    }),
    { seed: 20261122, numRuns: runs },
  );
});

test('errors of ours cross with their code, others do not say what went wrong', async () => {
  const { call, logged } = channels({
    readFile: async () => {
      throw new FileError('disk_full', 'There is no room left.');
    },
    settings: async () => {
      throw Object.assign(new Error('open /home/user/secret'), { code: 'ENOENT' });
    },
    signOut: async () => {
      throw 'text';
    },
  });
  expect(await call('readFile', [FILE])).toEqual({
    ok: false,
    error: { code: 'disk_full', message: 'There is no room left.' },
  });
  for (const name of ['settings', 'signOut']) {
    const reply = await call(name, []);
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(reply)).not.toContain('secret');
  }
  expect(logged).toEqual(['settings failed', 'signOut failed']);
});

test('a page that is gone is told nothing', () => {
  const sent: unknown[] = [];
  const page = (destroyed: boolean) => ({
    isDestroyed: () => destroyed,
    send: (...args: unknown[]) => void sent.push(args),
  });
  tell(page(true), 'command', 'save');
  tell(page(false), 'command', 'undo');
  expect(sent).toEqual([['command', 'undo']]);
});
