import type { GenerationId } from '../../shared/ipc.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';

/** How many clips are kept in memory; others are cut again from their videos. */
const MOST = 6;

/** The clips that were asked for last, those still being cut among them. */
export class RecentClips {
  readonly #clips = new Map<GenerationId, Promise<PixelClip>>();

  get(id: GenerationId): Promise<PixelClip> | undefined {
    const clip = this.#clips.get(id);
    if (clip) this.set(id, clip);
    return clip;
  }

  set(id: GenerationId, clip: Promise<PixelClip>): void {
    // A Map keeps the order of insertion: the last asked for comes last.
    this.#clips.delete(id);
    this.#clips.set(id, clip);
    const [oldest] = this.#clips.keys();
    if (this.#clips.size > MOST && oldest !== undefined) this.#clips.delete(oldest);
  }

  delete(id: GenerationId): void {
    this.#clips.delete(id);
  }

  /** Resolves, whatever comes of them, when none is being cut any more. */
  pending(): readonly Promise<unknown>[] {
    return [...this.#clips.values()].map((clip) => clip.catch(() => {}));
  }
}
