import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** One request as it came. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Luma, Luma Agents and fal on loopback: a generation is ready when it has been asked after twice. */
export interface FakeProvider {
  readonly url: string;
  /** The program's settings that lead to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly seen: readonly Seen[];
  /** Whoever has another one is refused. */
  key: string;
  /** Milliseconds until an order that was taken is answered; Infinity: never. */
  hesitation: number;
  orders(): readonly Seen[];
  close(): Promise<void>;
}

/** Where the finished videos are said to lie. */
export const VIDEO_URL = 'https://storage.cdn-luma.com/dream_machine/video.mp4';
const FAL_VIDEO_URL = 'https://v3.fal.media/files/video.mp4';
const AGENTS_IMAGE = { type: 'image', url: 'https://storage.cdn-luma.com/agents/image.jpg' };
const AGENTS_VIDEO = { type: 'video', url: VIDEO_URL };
const FAL_APP = '/fal-ai/luma-dream-machine';

export async function startFakeProvider(): Promise<FakeProvider> {
  const seen: Seen[] = [];
  const asked = new Map<string, number>();
  const made: unknown[] = [];
  const provider = { key: 'the-key', hesitation: 0 };
  const answer = ({ method, path, authorization, body }: Seen): readonly [number, unknown] => {
    if (method === 'HEAD') return [200, ''];
    if (authorization !== `Bearer ${provider.key}` && authorization !== `Key ${provider.key}`) {
      return [401, { detail: 'Invalid API key is provided' }];
    }
    if (path === '/luma/credits') return [200, { credit_balance: 1250 }];
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path)?.[0] ?? randomUUID();
    if (method === 'POST') {
      asked.set(id, 0);
      const generation = { id, state: 'queued', created_at: new Date().toISOString(), request: body };
      made.push(generation);
      return isFal(path) ? [200, { request_id: id }] : [201, generation];
    }
    if (path.startsWith('/luma/generations?')) return [200, { has_more: false, generations: made }];
    const times = asked.get(id);
    if (times === undefined) return [404, { detail: 'Not found' }];
    if (method !== 'GET') return [204, ''];
    if (path.startsWith('/luma/')) {
      asked.set(id, times + 1);
      const ready = times > 0;
      return [200, { id, state: ready ? 'completed' : 'dreaming', assets: ready ? { video: VIDEO_URL } : null }];
    }
    if (path.startsWith('/agents/')) {
      asked.set(id, times + 1);
      const ready = times > 0;
      return [
        200,
        { id, state: ready ? 'completed' : 'processing', output: ready ? [AGENTS_IMAGE, AGENTS_VIDEO] : [] },
      ];
    }
    if (!path.endsWith('/status')) return [200, { video: { url: FAL_VIDEO_URL } }];
    asked.set(id, times + 1);
    return [200, { request_id: id, status: times > 0 ? 'COMPLETED' : 'IN_PROGRESS' }];
  };
  const server = createServer(async (request, response) => {
    const one = await seenOf(request);
    seen.push(one);
    const [status, body] = answer(one);
    if (one.method === 'POST' && provider.hesitation === Infinity) return;
    if (one.method === 'POST') await new Promise((resolve) => setTimeout(resolve, provider.hesitation));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body === '' ? '' : JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const place = server.address();
  const url = `http://127.0.0.1:${typeof place === 'object' ? place?.port : 0}`;
  return Object.assign(provider, {
    url,
    environment: { LUMA_API_URL: `${url}/luma`, LUMA_AGENTS_API_URL: `${url}/agents`, FAL_QUEUE_URL: url },
    seen,
    orders: () => seen.filter(({ method }) => method === 'POST'),
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}

async function seenOf(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const { method = '', url: path = '', headers } = request;
  return { method, path, authorization: headers.authorization ?? '', body: text === '' ? {} : JSON.parse(text) };
}

/** Whether a path is one of fal's. */
export const isFal = (path: string): boolean => path.startsWith(FAL_APP);

/** A square that goes to and fro for a second, as an mp4. */
export async function makeVideo(folder: string): Promise<string> {
  const file = join(folder, 'made.mp4');
  const filter = "color=c=0x30a040:s=160x160:r=12:d=1,drawbox=x='40+20*sin(2*PI*t)':y=50:w=40:h=60:c=0xd03020:t=fill";
  await promisify(execFile)('ffmpeg', ['-y', '-v', 'error', '-f', 'lavfi', '-i', filter, '-pix_fmt', 'yuv420p', file]);
  return file;
}
