import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { Studio, StudioCut, StudioId, StudioPicture, StudioProgress } from '../../shared/studio.ts';
import { probe, type VideoFacts } from '../ffmpeg/probe.ts';
import { cutFrames } from '../generation/cutFrames.ts';
import type { Studios, StudioVideo } from '../requests.ts';
import { stillAt, stillStrip } from './stills.ts';
import { StudioError } from './studioError.ts';

export interface StudioOptions {
  readonly ffmpeg: () => Promise<{ readonly path: string }>;
  /** Where pixelateWorker stands. */
  readonly workerUrl: URL;
}

interface OpenStudio {
  readonly file: string;
  readonly facts: VideoFacts;
  readonly closing: AbortController;
  cutting: AbortController | null;
}

/** The open studios. */
export class StudioDesk implements Studios {
  readonly #options: StudioOptions;
  readonly #open = new Map<StudioId, OpenStudio>();
  readonly #listeners = new Set<(progress: StudioProgress) => void>();

  constructor(options: StudioOptions) {
    this.#options = options;
  }

  async open(video: StudioVideo): Promise<Studio> {
    if (video.kind === 'kept') throw new StudioError('video_not_kept', 'This video is no longer kept.');
    const { path: ffmpeg } = await this.#options.ffmpeg();
    const [facts, hash] = await Promise.all([probe(ffmpeg, video.path), hashOf(video.path)]);
    const id = newId();
    this.#open.set(id, { file: video.path, facts, closing: new AbortController(), cutting: null });
    const { width, height, fps = null, seconds = null } = facts;
    return { id, hash, name: video.name, width, height, fps, seconds, longestRange: LONGEST_RANGE };
  }

  async picture(id: StudioId, seconds: number, side: number): Promise<StudioPicture> {
    return stillAt(await this.#sourceOf(id), seconds, side);
  }

  async strip(id: StudioId, from: number, to: number, count: number, side: number): Promise<readonly StudioPicture[]> {
    return stillStrip(await this.#sourceOf(id), from, to, count, side);
  }

  async cut(id: StudioId, settings: ClipSettings, _pass: 'coarse' | 'exact'): Promise<StudioCut> {
    const studio = this.#studioOf(id);
    studio.cutting?.abort();
    const cutting = new AbortController();
    studio.cutting = cutting;
    const signal = AbortSignal.any([studio.closing.signal, cutting.signal]);
    try {
      const { clip, report, overlays } = await cutFrames(studio.file, settings, {
        ffmpeg: await this.#options.ffmpeg(),
        workerUrl: this.#options.workerUrl,
        signal,
        onProgress: (stage, fraction) => this.#tell({ id, stage, fraction }),
      });
      return { clip, report, overlays };
    } catch (error) {
      if (studio.closing.signal.aborted) throw closed();
      throw cutting.signal.aborted ? new StudioError('superseded', 'Newer settings took over.') : error;
    }
  }

  async close(id: StudioId): Promise<void> {
    this.#open.get(id)?.closing.abort();
    this.#open.delete(id);
  }

  /** Ends all that runs. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.close(id)));
  }

  onProgress(listener: (progress: StudioProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #studioOf(id: StudioId): OpenStudio {
    const studio = this.#open.get(id);
    if (studio) return studio;
    throw closed();
  }

  async #sourceOf(id: StudioId) {
    const { file, facts, closing } = this.#studioOf(id);
    return { ffmpeg: (await this.#options.ffmpeg()).path, file, facts, signal: closing.signal };
  }

  #tell(progress: StudioProgress): void {
    for (const listener of this.#listeners) listener(progress);
  }
}

const LONGEST_RANGE = 60;

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest('hex');
}

function newId(): StudioId {
  return randomUUID() as StudioId;
}

function closed(): StudioError {
  return new StudioError('studio_closed', 'This studio is closed. Open the video again.');
}
