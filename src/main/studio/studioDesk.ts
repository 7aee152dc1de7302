import { access } from 'node:fs/promises';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { Studio, StudioCut, StudioId, StudioPicture, StudioProgress } from '../../shared/studio.ts';
import { probe, type VideoFacts } from '../ffmpeg/probe.ts';
import { longestRange } from '../generation/decodePlan.ts';
import { BYTE_BUDGET } from '../generation/decodeSize.ts';
import { unlessAborted } from '../generation/unlessAborted.ts';
import type { HeldVideo, VideoCache } from '../generation/videoCache.ts';
import type { FindVideo, Studios, StudioVideo } from '../studioRequests.ts';
import { OpenStudio } from './openStudio.ts';
import { sameFile } from './sameFile.ts';
import { StudioError, studioClosed } from './studioError.ts';

export interface StudioOptions {
  readonly ffmpeg: () => Promise<{ readonly path: string }>;
  readonly videos: VideoCache;
  /** Where pixelateWorker stands: its source, or its build. */
  readonly workerUrl: URL;
  /** Milliseconds without an order after which a studio gives its frames back. Default five minutes. */
  readonly patience?: number;
}

const PATIENCE = 300_000;

interface OpenedVideo {
  readonly facts: VideoFacts;
  readonly check: () => Promise<void>;
  readonly name: string;
}

/** A studio on its way to be open. */
interface Opening {
  readonly stop: AbortController;
  /** Nothing runs for it any more. */
  readonly ended: Promise<unknown>;
}

/** The open studios. Their frames together stay within what those of one may take, unless several are busy at once. */
export class StudioDesk implements Studios {
  readonly #options: StudioOptions;
  /** The one that was asked last comes last. */
  readonly #open = new Map<StudioId, OpenStudio>();
  readonly #opening = new Map<StudioId, Opening>();
  readonly #listeners = new Set<(progress: StudioProgress) => void>();

  constructor(options: StudioOptions) {
    this.#options = options;
  }

  async open(id: StudioId, find: FindVideo): Promise<Studio> {
    const before = this.close(id);
    const stop = new AbortController();
    const opening = before.then(() => this.#openVideo(id, find, stop.signal));
    const ended = opening
      .catch(() => {})
      .finally(() => {
        if (this.#opening.get(id)?.stop === stop) this.#opening.delete(id);
      });
    this.#opening.set(id, { stop, ended });
    return unlessAborted(opening, stop.signal);
  }

  async #openVideo(id: StudioId, find: FindVideo, signal: AbortSignal): Promise<Studio> {
    const onProgress = (fraction: number): void => this.#tell({ id, stage: 'fetching', fraction });
    const video = await find({ signal, onProgress });
    const { path: ffmpeg } = await this.#options.ffmpeg();
    const held = await this.#hold(video, ffmpeg, signal);
    try {
      const facts = await probe(ffmpeg, held.path, signal);
      const check = held.isKept ? () => stillKept(held.path) : await sameFile(held.path);
      signal.throwIfAborted();
      return this.#add(id, held, { facts, check, name: video.name });
    } catch (error) {
      held.release();
      throw error;
    }
  }

  #add(id: StudioId, held: HeldVideo, { facts, check, name }: OpenedVideo): Studio {
    const { hash, path } = held;
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

  async fileOf(id: StudioId): Promise<string> {
    return this.#studioOf(id).file();
  }

  async close(id: StudioId): Promise<void> {
    const opening = this.#opening.get(id);
    opening?.stop.abort(studioClosed());
    await opening?.ended;
    const studio = this.#open.get(id);
    this.#open.delete(id);
    await studio?.close();
  }

  /** Ends all that runs. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#opening.keys(), ...this.#open.keys()].map((id) => this.close(id)));
  }

  onProgress(listener: (progress: StudioProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Bytes of decoded frames that all studios hold together. */
  get bytes(): number {
    return [...this.#open.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async #hold(video: StudioVideo, ffmpeg: string, signal: AbortSignal): Promise<HeldVideo> {
    const { videos } = this.#options;
    if (video.kind === 'kept') {
      const found = await videos.find(video.hash);
      if (found) return found;
      throw notKept();
    }
    // What is no video need not be copied.
    await probe(ffmpeg, video.path, signal);
    const kept = await videos.keep(video.path, signal);
    await videos.trim();
    return kept;
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
    throw studioClosed();
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
