import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Finished videos on disk, and the addresses under which they are served for a while. */
export interface Videos {
  has(id: string): Promise<boolean>;
  /** Has `write` make the file, which then appears whole or not at all. */
  store(id: string, write: (file: string) => Promise<void>): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes all but these. */
  keepOnly(ids: ReadonlySet<string>): Promise<void>;
  /** @param lifetime in seconds; not positive: an address that has run out */
  addressOf(id: string, lifetime: number): string;
  /** GET and HEAD of such an address, with ranges. `truncated` says which files to cut short. */
  answer(request: Request, truncated: (id: string) => Promise<boolean>): Promise<Response>;
}

export const VIDEO_PREFIX = '/demo-videos/';

/** @param origin scheme, host and port of the addresses */
export async function openVideos(folder: string, origin: string): Promise<Videos> {
  await mkdir(folder, { recursive: true });
  const key = randomBytes(32);
  const fileOf = (id: string) => join(folder, `${id}.mp4`);
  const tokenOf = (id: string, expires: string) =>
    createHmac('sha256', key).update(`${id} ${expires}`).digest('base64url');

  return {
    has: (id) =>
      stat(fileOf(id)).then(
        () => true,
        () => false,
      ),
    async store(id, write) {
      const draft = join(folder, `${id}.part.mp4`);
      try {
        await write(draft);
        await rename(draft, fileOf(id));
      } finally {
        await rm(draft, { force: true });
      }
    },
    remove: (id) => rm(fileOf(id), { force: true }),
    async keepOnly(ids) {
      for (const name of await readdir(folder)) {
        if (!ids.has(name.replace(/\.mp4$/, ''))) await rm(join(folder, name), { force: true });
      }
    },
    addressOf(id, lifetime) {
      const expires = String(Math.floor(Date.now() / 1000) + lifetime);
      return `${origin}${VIDEO_PREFIX}${id}.mp4?expires=${expires}&token=${tokenOf(id, expires)}`;
    },
    async answer(request, truncated) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
      const url = new URL(request.url);
      const id = /^\/demo-videos\/([0-9a-f-]{36})\.mp4$/.exec(url.pathname)?.[1];
      const expires = url.searchParams.get('expires') ?? '';
      if (
        !id ||
        !sameText(url.searchParams.get('token') ?? '', tokenOf(id, expires)) ||
        Number(expires) * 1000 <= Date.now()
      ) {
        return new Response('This address has run out.', { status: 403 });
      }
      const bytes = await readFile(fileOf(id)).catch(() => null);
      if (!bytes) return new Response('No such video.', { status: 404 });
      return rangeResponse((await truncated(id)) ? bytes.subarray(0, Math.floor(bytes.length * 0.6)) : bytes, request);
    },
  };
}

/** The whole file or the one range that is asked for (RFC 9110, section 14); several ranges are answered by the whole. */
export function rangeResponse(bytes: Uint8Array, request: Request): Response {
  const headers = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes', 'cache-control': 'private, no-store' };
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') return respond(200, bytes, headers, request);
  const start = first === '' ? Math.max(0, bytes.length - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1);
  if (start > end) {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes.length}` } });
  }
  const range = { ...headers, 'content-range': `bytes ${start}-${end}/${bytes.length}` };
  return respond(206, bytes.subarray(start, end + 1), range, request);
}

function respond(
  status: number,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
  request: Request,
): Response {
  const all = { ...headers, 'content-length': String(bytes.length) };
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { status, headers: all });
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
