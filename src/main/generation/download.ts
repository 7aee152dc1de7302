import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
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
 * @throws GenerationError `url_expired` when the address is no longer good, `download_failed`, `video_too_large`,
 * `not_a_video`; the signal's reason when it was canceled
 */
export async function download(url: string, file: string, options: DownloadOptions): Promise<void> {
  const address = allowed(url, options.hosts);
  const silence = new AbortController();
  const signal = AbortSignal.any([silence.signal, ...(options.signal ? [options.signal] : [])]);
  const part = `${file}.part`;
  await mkdir(dirname(file), { recursive: true });
  const patience = options.patience ?? PATIENCE;
  let timer = setTimeout(() => silence.abort(), patience);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), patience);
  };
  try {
    const response = await fetch(address, { signal, redirect: 'error' });
    if (response.status === 403 || response.status === 404 || response.status === 410) {
      throw new GenerationError('url_expired', 'The video is no longer at its address.');
    }
    if (!response.ok || response.body === null) {
      throw new GenerationError('download_failed', `The video could not be fetched: status ${response.status}.`);
    }
    await store(response, part, { ...options, heard });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    options.signal?.throwIfAborted();
    if (error instanceof GenerationError) throw error;
    const why = silence.signal.aborted ? 'The server fell silent.' : messageOf(error);
    throw new GenerationError('download_failed', `The video could not be fetched. ${why}`);
  } finally {
    clearTimeout(timer);
  }
}

export async function isDownloaded(file: string): Promise<boolean> {
  return stat(file).then(
    (facts) => facts.isFile() && facts.size > 0,
    () => false,
  );
}

function allowed(text: string, hosts: readonly string[]): URL {
  const url = URL.parse(text);
  const fits = (host: string): boolean =>
    host.includes('://')
      ? url?.origin === new URL(host).origin
      : url?.protocol === 'https:' && (url.host === host || url.hostname.endsWith(`.${host}`));
  if (url && hosts.some(fits)) return url;
  throw new GenerationError('download_failed', 'The video lies at an address that is not trusted.');
}

async function store(
  response: Response,
  part: string,
  { limit = LIMIT, onProgress, heard }: DownloadOptions & { readonly heard: () => void },
): Promise<void> {
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  const tooLarge = (): GenerationError =>
    new GenerationError('video_too_large', `The video is larger than ${Math.round(limit / 1024 / 1024)} MB.`);
  if (announced > limit) throw tooLarge();
  const out = await open(part, 'w', 0o600);
  let received = 0;
  try {
    for await (const bytes of response.body ?? []) {
      heard();
      if (received === 0 && !looksLikeVideo(bytes)) {
        throw new GenerationError('not_a_video', 'What was sent is not a video.');
      }
      received += bytes.byteLength;
      if (received > limit) throw tooLarge();
      await out.write(bytes);
      if (announced > 0) onProgress?.(Math.min(1, received / announced));
    }
    if (received === 0 || (announced > 0 && received < announced)) {
      throw new GenerationError('download_failed', 'The connection broke off before the end of the video.');
    }
    await out.sync();
  } finally {
    await out.close();
  }
}

/** The signatures of MP4 and QuickTime (a box named ftyp) and of WebM and Matroska (the EBML mark). */
export function looksLikeVideo(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(4, 8));
  return text === 'ftyp' || (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
