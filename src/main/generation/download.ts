import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { systemCode, toFileError } from '../files/fileError.ts';
import { GenerationError } from './generationError.ts';

export interface DownloadOptions {
  /** Host names that may be fetched from by https, and whole origins that may be fetched from as they are. */
  readonly hosts: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** 0 to 1; only where the server says how much there is. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Bytes; default 200 MB. */
  readonly limit?: number;
  /** Longest silence in milliseconds; default 60 s. */
  readonly patience?: number;
}

const LIMIT = 200 * 1024 * 1024;
const PATIENCE = 60_000;

/**
 * Fetches a video into `file`, which is there whole or not at all. Goes to allowed hosts only, follows no redirects
 * elsewhere, and looks at the first bytes before it believes that this is a video.
 *
 * @returns SHA-256 of the video in hexadecimal.
 * @throws GenerationError `bad_video_url`, `url_expired` when the address is no longer good, `download_failed`,
 * `video_too_large`, `not_a_video`; FileError when the disk fails; the signal's reason when it was canceled
 */
export async function download(url: string, file: string, options: DownloadOptions): Promise<string> {
  const address = allowed(url, options.hosts);
  const silence = new AbortController();
  const signal = AbortSignal.any([silence.signal, ...(options.signal ? [options.signal] : [])]);
  const part = `${file}.part`;
  const patience = options.patience ?? PATIENCE;
  const timer = setTimeout(() => silence.abort(), patience);
  try {
    await mkdir(dirname(file), { recursive: true });
    const response = await fetch(address, { signal, redirect: 'error' });
    const hash = await store(response, part, { ...options, heard: () => timer.refresh() });
    await rename(part, file);
    return hash;
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    options.signal?.throwIfAborted();
    if (error instanceof GenerationError) throw error;
    if (silence.signal.aborted) throw failed('The server fell silent.');
    throw systemCode(error) === '' ? failed(messageOf(error)) : toFileError(error, basename(file));
  } finally {
    clearTimeout(timer);
  }
}

function allowed(text: string, hosts: readonly string[]): URL {
  const url = URL.parse(text);
  const fits = (host: string): boolean => {
    if (url === null || url.username !== '' || url.password !== '') return false;
    if (host.includes('://')) return url.origin === new URL(host).origin;
    return url.protocol === 'https:' && (url.host === host || (url.port === '' && url.hostname.endsWith(`.${host}`)));
  };
  if (url && hosts.some(fits)) return url;
  throw new GenerationError(
    'bad_video_url',
    `The video lies on a host that is not allowed: ${url?.host ?? 'no address at all'}.`,
  );
}

async function store(
  response: Response,
  part: string,
  { limit = LIMIT, onProgress, heard }: DownloadOptions & { readonly heard: () => void },
): Promise<string> {
  const announced = announcedLength(response);
  const tooLarge = (): GenerationError =>
    new GenerationError('video_too_large', `The video is larger than ${Math.round(limit / 1024 / 1024)} MB.`);
  if (announced > limit) throw tooLarge();
  const hash = createHash('sha256');
  const out = await open(part, 'w', 0o600);
  const head: number[] = [];
  let received = 0;
  try {
    for await (const bytes of response.body ?? []) {
      heard();
      received += bytes.byteLength;
      if (received > limit) throw tooLarge();
      // The first bytes may come one by one.
      if (head.length < SIGNATURE) {
        head.push(...bytes.subarray(0, SIGNATURE - head.length));
        if (head.length === SIGNATURE) assertVideo(head);
      }
      hash.update(bytes);
      await out.writeFile(bytes);
      if (announced > 0) onProgress?.(Math.min(1, received / announced));
    }
    if (received === 0 || (announced > 0 && received < announced)) {
      throw failed('The connection broke off before the end of the video.');
    }
    if (head.length < SIGNATURE) assertVideo(head);
    await out.sync();
    return hash.digest('hex');
  } finally {
    await out.close();
  }
}

/** Bytes that will come, 0 when unknown. @throws GenerationError when the answer is not a file */
function announcedLength({ status, ok, headers }: Response): number {
  if (status === 403 || status === 404 || status === 410) {
    throw new GenerationError('url_expired', 'The video is no longer at its address.');
  }
  if (!ok) throw failed(`The server answered with status ${status}.`);
  // What is compressed on its way is longer when it arrives.
  if (headers.has('content-encoding')) return 0;
  return Number(headers.get('content-length') ?? 0) || 0;
}

/** Bytes from which a video is known. */
const SIGNATURE = 8;

function assertVideo(head: readonly number[]): void {
  if (!looksLikeVideo(Uint8Array.from(head))) {
    throw new GenerationError('not_a_video', 'What was sent is not a video.');
  }
}

function failed(why: string): GenerationError {
  return new GenerationError('download_failed', `The video could not be fetched. ${why}`);
}

/** The signatures of MP4 and QuickTime (a box named ftyp) and of WebM and Matroska (the EBML mark). */
export function looksLikeVideo(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(4, 8));
  return text === 'ftyp' || (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
