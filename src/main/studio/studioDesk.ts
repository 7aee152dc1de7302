import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { Studio, StudioCut, StudioId, StudioPicture, StudioProgress } from '../../shared/studio.ts';
import { probe, type VideoFacts } from '../ffmpeg/probe.ts';
import { longestRange } from '../generation/decodePlan.ts';
import { BYTE_BUDGET } from '../generation/decodeSize.ts';
import type { HeldVideo, VideoCache } from '../generation/videoCache.ts';
import type { Studios, StudioVideo } from '../studioRequests.ts';
import { OpenStudio } from './openStudio.ts';
import { sameFile } from './sameFile.ts';
import { StudioError } from './studioError.ts';

export interface StudioOptions {
  readonly ffmpeg: () => Promise<{ readonly path: string }>;
  readonly videos: VideoCache;
  /** Where pixelateWorker stands: its source, or its build. */
  readonly workerUrl: URL;
  /** Milliseconds without an order after which a studio gives its frames back. Default five minutes. */
  readonly patience?: number;
}

const PATIENCE = 300_000;

/** The open studios. Their frames together stay within what those of one may take, unless several are busy at once. */
export class StudioDesk implements Studios {
  readonly #options: StudioOptions;
  /** The one that was asked last comes last. */
  readonly #open = new Map<StudioId, OpenStudio>();
  readonly #listeners = new Set<(progress: StudioProgress) => void>();

  constructor(options: StudioOptions) {
    this.#options = options;
  }

  async open(video: StudioVideo): Promise<Studio> {
    const { path: ffmpeg } = await this.#options.ffmpeg();
    const held = video.kind === 'kept' ? await this.#find(video.hash) : await this.#keep(video.path, ffmpeg);
    try {
      const facts = await probe(ffmpeg, held.path);
      const check = held.isKept ? () => stillKept(held.path) : await sameFile(held.path);
      return this.#add(held, facts, check, video.name);
    } catch (error) {
      held.release();
      throw error;
    }
  }

  #add(held: HeldVideo, facts: VideoFacts, check: () => Promise<void>, name: string): Studio {
    const { hash, path } = held;
    const id = newId();
    const studio = new OpenStudio(
      { file: path, facts, check },
      {
        ...this.#options,
        patience: this.#options.patience ?? PATIENCE,
        onProgress: (stage, fraction) => this.#tell({ id, stage, fraction }),
        onDecode: (bytes) => this.#makeRoom(bytes, id),
        onClose: () => held.release(),
      },
    );
    this.#open.set(id, studio);
    const { width, height, fps = null, seconds = null } = facts;
    return { id, hash, name, width, height, fps, seconds, longestRange: longestRange(facts) };
  }

  async picture(id: StudioId, seconds: number, side: number): Promise<StudioPicture> {
    return this.#studioOf(id).picture(seconds, side);
  }

  async strip(id: StudioId, from: number, to: number, count: number, side: number): Promise<readonly StudioPicture[]> {
    return this.#studioOf(id).strip(from, to, count, side);
  }

  async cut(id: StudioId, settings: ClipSettings, pass: 'coarse' | 'exact'): Promise<StudioCut> {
    const studio = this.#studioOf(id);
    this.#open.delete(id);
    this.#open.set(id, studio);
    return studio.cut(settings, pass);
  }

  async close(id: StudioId): Promise<void> {
    const studio = this.#open.get(id);
    this.#open.delete(id);
    await studio?.close();
  }

  /** Ends all that runs. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.close(id)));
  }

  onProgress(listener: (progress: StudioProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Bytes of decoded frames that all studios hold together. */
  get bytes(): number {
    return [...this.#open.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async #find(hash: string): Promise<HeldVideo> {
    const video = await this.#options.videos.find(hash);
    if (video) return video;
    throw notKept();
  }

  async #keep(path: string, ffmpeg: string): Promise<HeldVideo> {
    // What is no video need not be copied.
    await probe(ffmpeg, path);
    const video = await this.#options.videos.keep(path);
    await this.#options.videos.trim();
    return video;
  }

  async #makeRoom(bytes: number, id: StudioId): Promise<void> {
    for (const [other, studio] of this.#open) {
      const held = this.bytes - (this.#open.get(id)?.bytes ?? 0);
      if (held + bytes <= BYTE_BUDGET) return;
      if (other !== id && !studio.isBusy) await studio.letGo();
    }
  }

  #studioOf(id: StudioId): OpenStudio {
    const studio = this.#open.get(id);
    if (studio) return studio;
    throw new StudioError('studio_closed', 'This studio is closed. Open the video again.');
  }

  #tell(progress: StudioProgress): void {
    for (const listener of this.#listeners) listener(progress);
  }
}

/** Nobody else writes to kept videos; a hand may remove them. */
async function stillKept(path: string): Promise<void> {
  await access(path).catch(() => {
    throw notKept();
  });
}

function notKept(): StudioError {
  return new StudioError('video_not_kept', 'This video is no longer kept. Open the file itself, or generate anew.');
}

function newId(): StudioId {
  return randomUUID() as StudioId;
}
