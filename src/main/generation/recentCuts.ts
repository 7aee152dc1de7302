import type { GenerationId } from '../../shared/ipc.ts';
import type { FrameCut } from './generate.ts';

/** How many clips are kept in memory; others are cut again from their videos. */
const MOST = 6;

/** The clips that were asked for last, those still being cut among them. */
export class RecentCuts {
  readonly #cuts = new Map<GenerationId, Promise<FrameCut>>();

  get(id: GenerationId): Promise<FrameCut> | undefined {
    const clip = this.#cuts.get(id);
    if (clip) this.set(id, clip);
    return clip;
  }

  set(id: GenerationId, clip: Promise<FrameCut>): void {
    // A Map keeps the order of insertion: the last asked for comes last.
    this.#cuts.delete(id);
    this.#cuts.set(id, clip);
    const [oldest] = this.#cuts.keys();
    if (this.#cuts.size > MOST && oldest !== undefined) this.#cuts.delete(oldest);
  }

  delete(id: GenerationId): void {
    this.#cuts.delete(id);
  }

  /** Resolves, whatever comes of them, when none is being cut any more. */
  pending(): readonly Promise<unknown>[] {
    return [...this.#cuts.values()].map((clip) => clip.catch(() => {}));
  }
}
