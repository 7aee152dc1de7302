import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { Studio, StudioCut, StudioId, StudioPicture, StudioProgress } from '../../shared/studio.ts';
import { probe } from '../ffmpeg/probe.ts';
import { longestRange } from '../generation/decodePlan.ts';
import { BYTE_BUDGET } from '../generation/decodeSize.ts';
import type { Studios, StudioVideo } from '../requests.ts';
import { OpenStudio } from './openStudio.ts';
import { sameFile } from './sameFile.ts';
import { StudioError } from './studioError.ts';

export interface StudioOptions {
  readonly ffmpeg: () => Promise<{ readonly path: string }>;
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
    if (video.kind === 'kept') throw new StudioError('video_not_kept', 'This video is no longer kept.');
    const check = await sameFile(video.path);
    const { path: ffmpeg } = await this.#options.ffmpeg();
    const [facts, hash] = await Promise.all([probe(ffmpeg, video.path), hashOf(video.path)]);
    const id = newId();
    const studio = new OpenStudio(
      { file: video.path, facts, check },
      {
        ...this.#options,
        patience: this.#options.patience ?? PATIENCE,
        onProgress: (stage, fraction) => this.#tell({ id, stage, fraction }),
        onDecode: (bytes) => this.#makeRoom(bytes, id),
      },
    );
    this.#open.set(id, studio);
    const { width, height, fps = null, seconds = null } = facts;
    return { id, hash, name: video.name, width, height, fps, seconds, longestRange: longestRange(facts) };
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

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest('hex');
}

function newId(): StudioId {
  return randomUUID() as StudioId;
}
