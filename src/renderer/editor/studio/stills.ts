import type { StudioPicture } from '../../../shared/studio.ts';
import type { Still } from './studioState.ts';

/** Pictures of the source that are kept, so that a loop that was seen once plays from memory. */
const MOST_KEPT = 64;

/**
 * Fetches pictures of the source by their time: one request at a time, the newest wish next, and those that were had
 * before at once.
 */
export class Stills {
  readonly #fetch: (seconds: number) => Promise<StudioPicture>;
  readonly #onStill: (still: Still) => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #kept = new Map<number, Still>();
  #wanted: number | null = null;
  #fetching = false;

  /** @param onStill also hears of a picture that is no longer the one that is wanted. */
  constructor(
    fetch: (seconds: number) => Promise<StudioPicture>,
    onStill: (still: Still) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.#fetch = fetch;
    this.#onStill = onStill;
    this.#onFailure = onFailure;
  }

  want(seconds: number): void {
    const kept = this.#kept.get(keyOf(seconds));
    if (kept) {
      this.#wanted = null;
      this.#onStill(kept);
      return;
    }
    this.#wanted = seconds;
    if (!this.#fetching) void this.#next();
  }

  clear(): void {
    this.#wanted = null;
    this.#kept.clear();
  }

  async #next(): Promise<void> {
    const seconds = this.#wanted;
    if (seconds === null) return;
    this.#wanted = null;
    this.#fetching = true;
    try {
      const still = { seconds, picture: await this.#fetch(seconds) };
      this.#keep(still);
      this.#onStill(still);
    } catch (error) {
      // The picture before stays.
      this.#onFailure(error);
    }
    this.#fetching = false;
    await this.#next();
  }

  #keep(still: Still): void {
    this.#kept.set(keyOf(still.seconds), still);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function keyOf(seconds: number): number {
  return Math.round(seconds * 1000);
}
