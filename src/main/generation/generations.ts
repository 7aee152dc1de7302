import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClipOptions, Generation, GenerationId, GenerationRequest, GenerationState } from '../../shared/ipc.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import type { CloudClient } from '../cloud/cloud.ts';
import type { JobEnd } from '../cloud/videoJobs.ts';
import { VideoError } from '../ffmpeg/videoError.ts';
import type { Generations } from '../requests.ts';
import { isDownloaded } from './download.ts';
import { type GenerateTools, type GenerationNews, generate } from './generate.ts';
import { failureOf, GenerationError } from './generationError.ts';
import { forward, fromPrompt, fromVideo, isUnderWay } from './newGeneration.ts';
import { createRecords, type GenerationRecord, type Records } from './records.ts';

export interface GenerationOptions {
  /** Where records and videos are kept. */
  readonly folder: string;
  readonly cloud: Pick<CloudClient, 'jobs'>;
  readonly cut: GenerateTools['cut'];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

interface Running {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** Why a running generation stops: the user does not want it, or the program ends. */
const CANCELED = Symbol('canceled');
const CLOSING = Symbol('closing');

/** All generations of this user: running ones, ended ones, and their frames. One owner of the records on disk. */
export class GenerationDesk implements Generations {
  readonly #options: GenerationOptions;
  readonly #records: Records;
  readonly #loaded: Promise<void>;
  readonly #known = new Map<GenerationId, GenerationRecord>();
  readonly #running = new Map<GenerationId, Running>();
  readonly #clips = new Map<GenerationId, PixelClip>();
  readonly #listeners = new Set<(generation: Generation) => void>();

  constructor(options: GenerationOptions) {
    this.#options = options;
    this.#records = createRecords(join(options.folder, 'generations'));
    this.#loaded = this.#records.list().then((list) => {
      for (const record of list) this.#known.set(record.generation.id, record);
    });
  }

  async generate(request: GenerationRequest): Promise<Generation> {
    return this.#add(fromPrompt(newId(), randomUUID(), request, this.#now()));
  }

  async importVideo(path: string, name: string, options: ClipOptions): Promise<Generation> {
    return this.#add(fromVideo(newId(), path, name, options, this.#now()));
  }

  /** Newest first. */
  async list(): Promise<readonly Generation[]> {
    await this.#loaded;
    const all = [...this.#known.values()].map(({ generation }) => generation);
    return all.toSorted((a, b) => b.startedAt - a.startedAt);
  }

  async cancel(id: GenerationId): Promise<void> {
    await this.#recordOf(id);
    const work = this.#running.get(id);
    work?.controller.abort(CANCELED);
    await work?.done;
    await this.#endJob(id, { status: 'canceled' });
  }

  async retry(id: GenerationId): Promise<Generation> {
    const { generation, source } = await this.#recordOf(id);
    const { origin, options } = generation;
    if (origin.kind === 'video') return this.importVideo(source ?? '', origin.name, options);
    const { prompt, projectId } = origin.request;
    return this.generate({ ...options, prompt, ...(projectId !== undefined && { projectId }) });
  }

  async forget(id: GenerationId): Promise<void> {
    const { generation } = await this.#recordOf(id);
    if (this.#running.has(id)) throw new GenerationError('not_ready', 'Cancel this generation before removing it.');
    this.#known.delete(id);
    this.#clips.delete(id);
    await this.#records.remove(id);
    const { origin } = generation;
    if (origin.kind === 'prompt' && origin.jobId !== null) await rm(this.#videoOf(origin.jobId), { force: true });
  }

  /** The frames; cut again from the kept video when they are no longer in memory. */
  async clipOf(id: GenerationId): Promise<PixelClip> {
    const record = await this.#recordOf(id);
    const { stage } = record.generation.state;
    if (stage !== 'ready' && stage !== 'done') throw new GenerationError('not_ready', 'Its frames are not cut yet.');
    const known = this.#clips.get(id);
    if (known) return known;
    const file = await this.sourceVideoOf(id);
    const clip = await this.#options.cut(file, record, new AbortController().signal, () => {});
    this.#clips.set(id, clip);
    return clip;
  }

  async acknowledge(id: GenerationId): Promise<void> {
    const { state } = (await this.#recordOf(id)).generation;
    if (state.stage !== 'ready') return;
    await this.#setState(id, { stage: 'done', frameCount: state.frameCount });
    await this.#endJob(id, { status: 'completed', frame_count: state.frameCount });
  }

  async sourceVideoOf(id: GenerationId): Promise<string> {
    const { generation, source } = await this.#recordOf(id);
    const { origin } = generation;
    const file = origin.kind === 'video' ? source : this.#videoOf(origin.jobId ?? '');
    if (file !== null && (await isDownloaded(file))) return file;
    throw new GenerationError('not_ready', 'The video is no longer on this computer.');
  }

  onChange(listener: (generation: Generation) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Goes on with what was under way when the program ended. */
  async resume(): Promise<void> {
    await this.#loaded;
    for (const [id, { generation }] of this.#known) {
      if (isUnderWay(generation.state) && !this.#running.has(id)) this.#run(id);
    }
  }

  /** Stops all work without ending the jobs; `resume` takes them up again. */
  async close(): Promise<void> {
    const all = [...this.#running.values()];
    for (const { controller } of all) controller.abort(CLOSING);
    await Promise.all(all.map(({ done }) => done));
  }

  async #add(record: GenerationRecord): Promise<Generation> {
    await this.#loaded;
    await this.#keep(record);
    this.#run(record.generation.id);
    return record.generation;
  }

  #run(id: GenerationId): void {
    const controller = new AbortController();
    this.#running.set(id, { controller, done: this.#work(id, controller.signal) });
  }

  async #work(id: GenerationId, signal: AbortSignal): Promise<void> {
    const { cloud, cut } = this.#options;
    const tools = { cloud: () => cloud.jobs(), videoOf: (jobId: string) => this.#videoOf(jobId), cut, signal };
    try {
      for await (const news of generate(await this.#recordOf(id), tools)) await this.#hear(id, news);
    } catch (error) {
      if (signal.reason === CLOSING) return;
      if (signal.reason === CANCELED) await this.#setState(id, { stage: 'canceled' });
      else await this.#fail(id, error);
    } finally {
      this.#running.delete(id);
    }
  }

  async #fail(id: GenerationId, error: unknown): Promise<void> {
    const failure = failureOf(error);
    await this.#setState(id, { stage: 'failed', error: failure });
    // Only what went wrong on this computer is news to the server.
    if (!(error instanceof VideoError)) return;
    const { code, message } = failure;
    await this.#endJob(id, { status: 'failed', error_code: code, error_message: message.slice(0, 500) });
  }

  async #hear(id: GenerationId, news: GenerationNews): Promise<void> {
    const record = await this.#recordOf(id);
    switch (news.kind) {
      case 'state':
        return this.#setState(id, forward(record.generation.state, news.state), false);
      case 'clip':
        this.#clips.set(id, news.clip);
        return this.#setState(id, { stage: 'ready', frameCount: news.clip.frames.length });
      case 'job': {
        const { origin } = record.generation;
        if (origin.kind !== 'prompt' || record.job === null) return;
        const told = { ...origin, jobId: news.jobId, provider: news.provider.name };
        const job = { ...record.job, providerId: news.provider.id };
        return this.#keep({ ...record, generation: { ...record.generation, origin: told }, job });
      }
    }
  }

  async #setState(id: GenerationId, state: GenerationState, lasting = true): Promise<void> {
    const record = await this.#recordOf(id);
    await this.#keep({ ...record, generation: { ...record.generation, state } }, lasting);
  }

  /** Takes a new state of a record; a lasting one on disk first, so that nothing is told that a crash would undo. */
  async #keep(record: GenerationRecord, lasting = true): Promise<void> {
    const { generation } = record;
    this.#known.set(generation.id, record);
    if (lasting) await this.#records.save(record);
    for (const listener of this.#listeners) listener(generation);
  }

  /** Tells the server how a job ended. It is a courtesy: where it fails, the job expires by itself. */
  async #endJob(id: GenerationId, end: JobEnd): Promise<void> {
    const { generation, job } = await this.#recordOf(id);
    const { origin } = generation;
    if (origin.kind !== 'prompt' || origin.jobId === null) return;
    try {
      const { jobs, provider } = await this.#options.cloud.jobs();
      if (provider.id === job?.providerId) await jobs.endVideoJob(origin.jobId, end);
    } catch {
      // Said in the docstring: nothing is lost.
    }
  }

  async #recordOf(id: GenerationId): Promise<GenerationRecord> {
    await this.#loaded;
    const record = this.#known.get(id);
    if (record) return record;
    throw new GenerationError('unknown_generation', 'This generation is no longer on the list.');
  }

  /** Job ids come from a server; only what a uuid is made of becomes part of a path. */
  #videoOf(jobId: string): string {
    return join(this.#options.folder, 'videos', `${jobId.replace(/[^\w-]/g, '')}.mp4`);
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function newId(): GenerationId {
  return randomUUID() as GenerationId;
}
