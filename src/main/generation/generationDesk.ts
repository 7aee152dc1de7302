import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Generation, GenerationId, GenerationRequest, GenerationState } from '../../shared/ipc.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import type { CloudClient } from '../cloud/cloudClient.ts';
import type { JobEnd } from '../cloud/videoJobs.ts';
import { VideoError } from '../ffmpeg/videoError.ts';
import type { Generations } from '../requests.ts';
import type { Fetching } from './fetchOfJob.ts';
import { type FrameCut, type GenerateTools, type GenerationNews, generate } from './generate.ts';
import { GenerationCuts } from './generationCuts.ts';
import { failureOf, GenerationError } from './generationError.ts';
import { JobEnds } from './jobEnds.ts';
import { keyFrameOf } from './keyFrame.ts';
import { KnownGenerations } from './knownGenerations.ts';
import { createLookout, type Lookout } from './lookout.ts';
import {
  canGoOn,
  forward,
  fromPrompt,
  isOffline,
  isUnderWay,
  offlineState,
  UNSENT,
  waitsForConnection,
  withEnd,
  withJob,
  withRetryOf,
  withSettings,
  withSource,
  withState,
} from './newGeneration.ts';
import type { GenerationRecord, TakeOfSprite } from './records.ts';
import { createThumbnails, type Thumbnails } from './thumbnails.ts';
import type { VideoCache } from './videoCache.ts';

export interface GenerationOptions {
  /** Where records are kept. */
  readonly folder: string;
  readonly videos: VideoCache;
  readonly cloud: Pick<CloudClient, 'jobs' | 'providerId'>;
  readonly cut: GenerateTools['cut'];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How often a server that is out of reach is looked for, in milliseconds. */
  readonly lookAgain?: number;
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
  readonly #known: KnownGenerations;
  readonly #running = new Map<GenerationId, Running>();
  readonly #cuts: GenerationCuts;
  readonly #thumbnails: Thumbnails;
  /** Those whose server is out of reach. */
  readonly #lookout: Lookout;
  readonly #closing = new AbortController();
  readonly #ends: JobEnds;

  constructor(options: GenerationOptions) {
    this.#options = options;
    this.#known = new KnownGenerations(join(options.folder, 'generations'));
    this.#cuts = new GenerationCuts(this.#known, { ...options, signal: this.#closing.signal });
    this.#thumbnails = createThumbnails(join(options.folder, 'thumbnails'));
    this.#lookout = createLookout((id) => void this.#takeUp(id), options.lookAgain);
    this.#ends = new JobEnds(this.#known, {
      cloud: options.cloud,
      wait: (id) => this.#lookout.wait(id),
      signal: this.#closing.signal,
    });
  }

  async generate(
    { startFrame, endFrame, ...request }: Omit<GenerationRequest, 'take'>,
    take?: TakeOfSprite,
  ): Promise<Generation> {
    const frames = {
      ...(startFrame && { startFrame: await keyFrameOf(startFrame) }),
      ...(endFrame && { endFrame: await keyFrameOf(endFrame) }),
    };
    return this.#add(fromPrompt(newId(), randomUUID(), request, this.#now(), frames, take));
  }

  /** Newest first. */
  list(): Promise<readonly Generation[]> {
    return this.#known.list();
  }

  async cancel(id: GenerationId): Promise<void> {
    await this.#known.of(id);
    this.#lookout.forget(id);
    const work = this.#running.get(id);
    work?.controller.abort(CANCELED);
    await work?.done;
    // It may have come to its end in the same moment; one that has ended is not to be canceled.
    const { state } = (await this.#known.of(id)).generation;
    if (!isUnderWay(state) && state.stage !== 'ready') return;
    this.#cuts.delete(id);
    await this.#end(id, { stage: 'canceled' }, { status: 'canceled' });
  }

  async retry(id: GenerationId): Promise<Generation> {
    const { generation: before } = await this.#known.of(id);
    if (isUnderWay(before.state)) {
      // One that is out of reach is looked for at once.
      if (this.#lookout.forget(id)) void this.#takeUp(id);
      return before;
    }
    // One that has just failed may still be on its way out.
    await this.#running.get(id)?.done;
    const record = await this.#known.of(id);
    const { generation, job } = record;
    const { origin, settings } = generation;
    if (canGoOn(record, this.#options.cloud.providerId())) return this.#goOn(record);
    const { prompt, projectId } = origin.request;
    // Frames that were listed are those of the video there was.
    const request = { settings: { ...settings, frames: null }, prompt, ...(projectId !== undefined && { projectId }) };
    const again = fromPrompt(newId(), randomUUID(), request, this.#now(), job.frames, job.take);
    return this.#add(withRetryOf(again, record));
  }

  async forget(id: GenerationId): Promise<void> {
    const { generation } = await this.#known.of(id);
    if (isUnderWay(generation.state)) {
      throw new GenerationError('not_ready', 'Cancel this generation before removing it.');
    }
    await this.#running.get(id)?.done;
    this.#lookout.forget(id);
    this.#ends.leave(await this.#known.of(id));
    this.#cuts.delete(id);
    // Its video may be one of a document's, too; the cache cleans itself.
    await this.#known.remove(id);
    await this.#thumbnails.remove(id);
  }

  async clipOf(id: GenerationId): Promise<PixelClip> {
    return (await this.cutOf(id)).clip;
  }

  cutOf(id: GenerationId): Promise<FrameCut> {
    return this.#cuts.of(id);
  }

  async takeOf(id: GenerationId): Promise<TakeOfSprite | null> {
    return (await this.#known.of(id)).job.take ?? null;
  }

  async acknowledge(id: GenerationId): Promise<void> {
    const { state } = (await this.#known.of(id)).generation;
    if (state.stage !== 'ready') return;
    const { frameCount } = state;
    await this.#end(id, { stage: 'done', frameCount }, { status: 'completed', frame_count: frameCount });
  }

  async sourceVideoOf(id: GenerationId, fetching?: Fetching): Promise<string> {
    const video = await this.#cuts.videoOf(await this.#known.of(id), fetching);
    video.release();
    return video.path;
  }

  async videoOfJob(jobId: string, fetching: Fetching): Promise<string> {
    const video = await this.#cuts.videoOfJob(jobId, fetching);
    video.release();
    return video.path;
  }

  /** Fetches the video once more from where its job has it, and says whether it is the same. @throws GenerationError, CloudError */
  fetchVideoAgain(id: GenerationId): Promise<'same' | 'other'> {
    return this.#cuts.fetchAgain(id);
  }

  thumbnailOf(id: GenerationId): Promise<Uint8Array | null> {
    return this.#thumbnails.read(id);
  }

  onChange(listener: (generation: Generation) => void): () => void {
    return this.#known.onChange(listener);
  }

  /**
   * Goes on with what was under way when the program ended, and with what stopped because its server could not be asked:
   * to be called at the start and whenever there is a connection again.
   */
  async resume(): Promise<void> {
    await Promise.all((await this.list()).map(({ id }) => this.#takeUp(id)));
  }

  async #takeUp(id: GenerationId): Promise<void> {
    const { state } = (await this.#known.of(id)).generation;
    // One that has just come to nothing may still be on its way out.
    if (!isUnderWay(state) || isOffline(state)) await this.#running.get(id)?.done;
    const record = this.#known.get(id);
    if (!record || this.#running.has(id)) return;
    this.#lookout.forget(id);
    if (record.job.end) await this.#ends.tell(id);
    else if (isUnderWay(record.generation.state)) this.#run(id);
    else if (waitsForConnection(record, this.#options.cloud.providerId())) await this.#goOn(record);
  }

  /** Stops all work without ending the jobs; `resume` takes them up again. */
  async close(): Promise<void> {
    this.#closing.abort(CLOSING);
    this.#lookout.close();
    const all = [...this.#running.values()];
    for (const { controller } of all) controller.abort(CLOSING);
    await Promise.all([...all.map(({ done }) => done), ...this.#cuts.pending()]);
  }

  async #add(record: GenerationRecord): Promise<Generation> {
    await this.#known.add(record);
    this.#run(record.generation.id);
    return record.generation;
  }

  /** Takes a failed generation up again: the same job, or the same request, so that nothing is paid for twice. */
  async #goOn(record: GenerationRecord): Promise<Generation> {
    const again = withEnd(withState(record, UNSENT), null);
    const kept = this.#known.keep(again);
    this.#run(again.generation.id);
    await kept;
    return again.generation;
  }

  #run(id: GenerationId): void {
    if (this.#closing.signal.aborted || this.#running.has(id)) return;
    const controller = new AbortController();
    this.#running.set(id, { controller, done: this.#work(id, controller.signal) });
  }

  async #work(id: GenerationId, signal: AbortSignal): Promise<void> {
    const { cloud, cut, videos } = this.#options;
    const ordered: GenerateTools['ordered'] = (answer) => this.#ends.ordered(id, answer);
    const tools = { cloud: () => cloud.jobs(), videos, cut, signal, ordered };
    try {
      for await (const news of generate(await this.#known.of(id), tools)) await this.#hear(id, news);
    } catch (error) {
      // Whoever canceled it says so.
      if (signal.reason !== CLOSING && signal.reason !== CANCELED) await this.#fail(id, error);
    } finally {
      this.#running.delete(id);
    }
  }

  async #fail(id: GenerationId, error: unknown): Promise<void> {
    const failure = failureOf(error);
    const { generation } = await this.#known.of(id);
    if (failure.code === 'unreachable') {
      // First of all, so that whoever sees that it is offline can have it looked for at once.
      this.#lookout.wait(id);
      return this.#known.setState(id, offlineState(generation.state));
    }
    const state: GenerationState = { stage: 'failed', error: failure };
    // Only a video that is no good is news to the server.
    if (!(error instanceof VideoError) || error.code === 'ffmpeg_missing') return this.#known.setState(id, state);
    const { code, message } = failure;
    await this.#end(id, state, { status: 'failed', error_code: code, error_message: message.slice(0, 500) });
  }

  async #hear(id: GenerationId, news: GenerationNews): Promise<void> {
    const record = await this.#known.of(id);
    switch (news.kind) {
      case 'state':
        return this.#known.setState(id, forward(record.generation.state, news.state), false);
      case 'cut':
        this.#cuts.set(id, news.cut);
        if (news.cut.settings) await this.#known.keep(withSettings(record, news.cut.settings));
        await this.#thumbnails.save(id, news.cut.clip);
        await this.#known.setState(id, { stage: 'ready', frameCount: news.cut.clip.frames.length });
        return this.#options.videos.trim();
      case 'provider': {
        const { id: providerId, name } = news.provider;
        return this.#known.keep(withJob(record, { provider: name }, { providerId }));
      }
      case 'video':
        return this.#known.keep(withSource(record, news.hash));
      case 'made': {
        const { kind: _, ...made } = news;
        return this.#known.keep(withJob(record, made, {}));
      }
      case 'job':
        return this.#known.keep(withState(withJob(record, { jobId: news.jobId }, {}), news.state));
    }
  }

  /** The end is kept together with the state, so that a crash loses neither. */
  async #end(id: GenerationId, state: GenerationState, end: JobEnd): Promise<void> {
    const record = withState(await this.#known.of(id), state);
    // Nobody knows of one that was never sent.
    await this.#known.keep(record.job.providerId === null ? record : withEnd(record, end));
    await this.#ends.tell(id);
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function newId(): GenerationId {
  return randomUUID() as GenerationId;
}
