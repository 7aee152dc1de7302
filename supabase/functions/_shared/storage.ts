import { serviceHeaders } from './database.ts';
import type { Env } from './env.ts';
import { projectUrl, setting } from './env.ts';
import { fieldsOf, parseJson, readCapped } from './http.ts';

/** The private bucket that the migration makes. */
const BUCKET = 'videos';

/** Supabase Storage refused or could not be reached. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** What a file is made of: bytes at hand, or bytes as they come. */
export type FileBody = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;

/** Puts a file at `<user>/<name>`, in place of one that is there. A stream is passed on as it comes. Throws StorageError. */
export async function storeFile(
  env: Env,
  path: string,
  body: FileBody,
  type: 'video/mp4' | 'image/png',
): Promise<void> {
  const headers = { 'content-type': type, 'x-upsert': 'true', 'cache-control': 'max-age=3600' };
  await call(env, 'POST', `object/${BUCKET}/${path}`, 90_000, body, headers);
}

/** An address that anyone may fetch the file from for so many seconds. Throws StorageError, also when it is not there. */
export async function signedFileUrl(env: Env, path: string, seconds: number): Promise<string> {
  const answer = await call(env, 'POST', `object/sign/${BUCKET}/${path}`, 10_000, { expiresIn: seconds });
  const signed = fieldsOf(answer).get('signedURL');
  if (typeof signed !== 'string' || !signed.startsWith('/object/sign/')) {
    throw new StorageError('Storage signed no address.');
  }
  return `${publicStorageUrl(env)}${signed}`;
}

/** Removes files; those that are not there are no error. Throws StorageError. */
export async function removeFiles(env: Env, paths: readonly string[]): Promise<void> {
  await call(env, 'DELETE', `object/${BUCKET}`, 20_000, { prefixes: paths });
}

/** Where others reach Storage. */
export function publicStorageUrl(env: Env): string {
  return setting(env, 'PUBLIC_STORAGE_URL')?.replace(/\/+$/, '') ?? `${projectUrl(env)}/storage/v1`;
}

async function call(
  env: Env,
  method: 'POST' | 'DELETE',
  path: string,
  milliseconds: number,
  body: FileBody | object,
  more: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Promise<unknown> {
  const isFile = body instanceof ReadableStream || body instanceof Uint8Array;
  const init = {
    method,
    headers: { ...serviceHeaders(env), ...more },
    body: isFile ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(milliseconds),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  };
  let response: Response;
  try {
    response = await fetch(`${projectUrl(env)}/storage/v1/${path}`, init);
  } catch (error) {
    throw new StorageError(`Storage did not answer: ${error instanceof Error ? error.message : error}`);
  }
  const bytes = await readCapped(response, 256 * 1024).catch(() => null);
  const answer = bytes === null ? undefined : parseJson(bytes);
  if (response.ok) return answer;
  throw new StorageError(`Storage answered ${response.status}: ${String(fieldsOf(answer).get('message') ?? '')}`);
}
