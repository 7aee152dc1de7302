import type { Env } from './env.ts';
import { noteFrames } from './files.ts';
import type { StoredJob } from './jobs.ts';
import { signedFileUrl, storeFile } from './storage.ts';

/** How long a provider may fetch a frame, in seconds. */
const FRAME_SECONDS = 24 * 3600;

export interface Frames {
  readonly startFrame?: string;
  readonly endFrame?: string;
}

/**
 * Puts a job's frames where a provider that wants addresses can fetch them for a day, and answers those. The same
 * picture at both ends is stored once. Throws DatabaseError and StorageError.
 */
export async function publishFrames(env: Env, job: StoredJob, frames: Frames): Promise<Frames> {
  const named = [
    { name: 'start', png: frames.startFrame },
    { name: 'end', png: frames.endFrame === frames.startFrame ? undefined : frames.endFrame },
  ].flatMap(({ name, png }) =>
    png === undefined ? [] : [{ name, png, path: `${job.user_id}/${job.id}-${name}.png` }],
  );
  await noteFrames(
    env,
    job.id,
    named.map(({ path }) => path),
  );
  const addresses = await Promise.all(
    named.map(async ({ name, png, path }) => {
      await storeFile(env, path, fromBase64(png), 'image/png');
      return [name, await signedFileUrl(env, path, FRAME_SECONDS)] as const;
    }),
  );
  const byName = new Map<string, string>(addresses);
  const startFrame = byName.get('start');
  const endFrame = frames.endFrame === undefined ? undefined : (byName.get('end') ?? startFrame);
  return { ...(startFrame === undefined ? {} : { startFrame }), ...(endFrame === undefined ? {} : { endFrame }) };
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
