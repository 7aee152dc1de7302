import { DatabaseError, rpc } from './database.ts';
import type { Env } from './env.ts';
import { fieldsOf } from './http.ts';

/** A finished video that is to be copied to a path of the bucket. */
export interface Mirror {
  readonly jobId: string;
  readonly path: string;
  readonly provider: string;
  readonly url: string;
}

/** What is to be mirrored, or only that job's; each is handed to one caller. Throws DatabaseError, as all of these do. */
export async function dueMirrors(env: Env, limit: number, jobId?: string): Promise<readonly Mirror[]> {
  const answer = await rpc(env, 'video_mirrors_due', { p_limit: limit, p_job: jobId ?? null });
  if (!Array.isArray(answer)) throw unreadable('video_mirrors_due');
  return answer.map((one: unknown) => {
    const fields = fieldsOf(one);
    const text = (name: string) => String(fields.get(name) ?? '');
    return { jobId: text('id'), path: text('path'), provider: text('provider'), url: text('url') };
  });
}

/** The video is stored; false when its job does not want it any more. */
export async function settleMirror(env: Env, jobId: string, path: string): Promise<boolean> {
  return (await rpc(env, 'video_mirror_settle', { p_job: jobId, p_path: path })) === true;
}

/** Notes frames before they are stored, so that they go even when nothing else works. */
export async function noteFrames(env: Env, jobId: string, paths: readonly string[]): Promise<void> {
  await rpc(env, 'video_frames_note', { p_job: jobId, p_paths: paths });
}

/** Paths of files whose time is over; each is handed to one caller until it is settled. */
export async function dueFiles(env: Env, limit: number): Promise<readonly string[]> {
  const answer = await rpc(env, 'video_files_due', { p_limit: limit });
  if (!Array.isArray(answer)) throw unreadable('video_files_due');
  return answer.map(String);
}

export async function settleFiles(env: Env, paths: readonly string[]): Promise<void> {
  await rpc(env, 'video_files_settle', { p_paths: paths });
}

function unreadable(what: string): DatabaseError {
  return new DatabaseError(`The database's answer (${what}) is not in the expected form.`, '', '');
}
