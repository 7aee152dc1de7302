import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { GenerationId } from '../../shared/ipc.ts';
import type { CloudClient } from '../cloud/cloudClient.ts';
import { fetchAgain } from './fetchAgain.ts';
import { type Fetching, fetchOfJob } from './fetchOfJob.ts';
import type { FrameCut, GenerateTools } from './generate.ts';
import { GenerationError } from './generationError.ts';
import type { KnownGenerations } from './knownGenerations.ts';
import { withSettings, withSource } from './newGeneration.ts';
import { RecentCuts } from './recentCuts.ts';
import type { GenerationRecord } from './records.ts';
import { sourceVideo } from './sourceVideo.ts';
import type { HeldVideo, VideoCache } from './videoCache.ts';

export interface CutsOptions {
  readonly videos: VideoCache;
  readonly cloud: Pick<CloudClient, 'jobs' | 'providerId'>;
  readonly cut: GenerateTools['cut'];
  /** Ends what is being cut and fetched. */
  readonly signal: AbortSignal;
}

/** The frames of generations that have been cut once, and their videos. */
export class GenerationCuts {
  readonly #known: KnownGenerations;
  readonly #options: CutsOptions;
  readonly #recent = new RecentCuts();

  constructor(known: KnownGenerations, options: CutsOptions) {
    this.#known = known;
    this.#options = options;
  }

  /** The frames; cut again from the kept video when they are no longer in memory. */
  async of(id: GenerationId): Promise<FrameCut> {
    const record = await this.#known.of(id);
    const { stage } = record.generation.state;
    if (stage !== 'ready' && stage !== 'done') throw new GenerationError('not_ready', 'Its frames are not cut yet.');
    const known = this.#recent.get(id);
    if (known) return known;
    const cutting = this.#cutAgain(record);
    this.#recent.set(id, cutting);
    cutting.catch(() => this.#recent.delete(id));
    return cutting;
  }

  set(id: GenerationId, cut: FrameCut): void {
    this.#recent.set(id, Promise.resolve(cut));
  }

  delete(id: GenerationId): void {
    this.#recent.delete(id);
  }

  /** Resolves, whatever comes of them, when none is being cut any more. */
  pending(): readonly Promise<unknown>[] {
    return this.#recent.pending();
  }

  /** The source video; one that is gone is fetched again where there is a job that has it. */
  async videoOf(record: GenerationRecord, fetching?: Fetching): Promise<HeldVideo> {
    try {
      return await sourceVideo(record, this.#options.videos);
    } catch (error) {
      const { origin } = record.generation;
      if (origin.jobId === null) throw error;
      return this.#fetchSame(record, fetching);
    }
  }

  /** The video of a job, which need not be one of the list any more. @throws GenerationError, CloudError */
  async videoOfJob(jobId: string, fetching: Fetching): Promise<HeldVideo> {
    const known = (await this.#known.list()).find(({ origin }) => origin.jobId === jobId);
    if (known) return this.videoOf(await this.#known.of(known.id), fetching);
    return fetchOfJob(jobId, this.#untilClosed(fetching), this.#options);
  }

  /**
   * Fetches the video once more from where its job has it, and takes it whichever it is.
   *
   * @returns whether it is the one that was known
   * @throws GenerationError, CloudError
   */
  async fetchAgain(id: GenerationId): Promise<'same' | 'other'> {
    const record = await this.#known.of(id);
    const video = await fetchAgain(record, this.#untilClosed(), this.#options);
    const isOther = isOtherThanKnown(video, record);
    await this.#take(record, video);
    video.release();
    // Frames that were listed are those of the video there was.
    if (isOther) await this.#keepSettings(id, { ...record.generation.settings, frames: null });
    this.#recent.delete(id);
    return isOther ? 'other' : 'same';
  }

  /** Fetches it where nobody asked for that in so many words: frames are cut again from none but the one they are of. */
  async #fetchSame(record: GenerationRecord, fetching?: Fetching): Promise<HeldVideo> {
    const video = await fetchAgain(record, this.#untilClosed(fetching), this.#options);
    if (isOtherThanKnown(video, record)) {
      video.release();
      throw new GenerationError('video_changed', 'The job has another video now than the one that is known.');
    }
    await this.#take(record, video);
    return video;
  }

  async #keepSettings(id: GenerationId, settings: ClipSettings): Promise<void> {
    await this.#known.keep(withSettings(await this.#known.of(id), settings));
  }

  async #take({ generation: { id } }: GenerationRecord, { hash }: HeldVideo): Promise<void> {
    await this.#known.keep(withSource(await this.#known.of(id), hash));
  }

  #untilClosed(fetching?: Fetching): Fetching {
    const { signal } = this.#options;
    if (!fetching) return { signal, onProgress: () => {} };
    return { ...fetching, signal: AbortSignal.any([signal, fetching.signal]) };
  }

  async #cutAgain(record: GenerationRecord): Promise<FrameCut> {
    const video = await this.videoOf(record);
    try {
      const cut = await this.#options.cut(video.path, record, this.#options.signal, () => {});
      if (cut.settings) await this.#keepSettings(record.generation.id, cut.settings);
      return cut;
    } finally {
      video.release();
    }
  }
}

function isOtherThanKnown({ hash }: HeldVideo, { generation: { sourceHash } }: GenerationRecord): boolean {
  return sourceHash !== null && sourceHash !== hash;
}
