import type { ClipSettings } from '../../../shared/clip/clipSettings.ts';
import type { Failure } from '../../../shared/ipc.ts';
import type { StudioCut } from '../../../shared/studio.ts';
import { failureOf } from '../requestFailed.ts';

export type CutPass = 'coarse' | 'exact';

/** A wish for frames; `side` says whose they are. */
export interface CutOrder<Side> {
  readonly side: Side;
  readonly settings: ClipSettings;
}

export interface CutQueueNeeds<Side> {
  readonly cut: (settings: ClipSettings, pass: CutPass) => Promise<StudioCut>;
  readonly onCut: (order: CutOrder<Side>, cut: StudioCut, pass: CutPass) => void;
  readonly onFailure: (order: CutOrder<Side>, failure: Failure) => void;
  /** Runs a task with the next picture of the screen. */
  readonly nextPicture: (task: () => void) => void;
  /** Runs a task after some milliseconds, unless the returned function is called before. */
  readonly later: (task: () => void, milliseconds: number) => () => void;
}

/** Milliseconds that a draft must rest before it is cut exactly; a slider that is being dragged asks only coarsely. */
const REST = 140;

/**
 * Turns wishes into cuts: the newest wins, coarse at once and then exact. At most one coarse cut is under way, so that
 * a slider is answered as fast as cutting goes and never lags behind by a heap of old wishes.
 */
export class CutQueue<Side> {
  readonly #needs: CutQueueNeeds<Side>;
  #wanted: CutOrder<Side> | null = null;
  #scheduled = false;
  #coarse = false;
  #stopWaiting = (): void => undefined;

  constructor(needs: CutQueueNeeds<Side>) {
    this.#needs = needs;
  }

  want(order: CutOrder<Side>): void {
    this.#wanted = order;
    this.#stopWaiting();
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#needs.nextPicture(() => {
      this.#scheduled = false;
      void this.#cutCoarsely();
    });
  }

  /** Nothing is wanted any more; what is under way is not told. */
  clear(): void {
    this.#wanted = null;
    this.#stopWaiting();
  }

  async #cutCoarsely(): Promise<void> {
    const order = this.#wanted;
    if (order === null || this.#coarse) return;
    this.#coarse = true;
    const worked = await this.#cut(order, 'coarse');
    this.#coarse = false;
    if (this.#wanted !== order) return this.#cutCoarsely();
    if (worked) this.#stopWaiting = this.#needs.later(() => void this.#cut(order, 'exact'), REST);
  }

  /** False: there is nothing to go on with. */
  async #cut(order: CutOrder<Side>, pass: CutPass): Promise<boolean> {
    try {
      const cut = await this.#needs.cut(order.settings, pass);
      // While a slider is dragged, a cut that is late already is still nearer to what is wanted than the one before.
      const current = this.#wanted === order || (pass === 'coarse' && this.#wanted?.side === order.side);
      if (current) this.#needs.onCut(order, cut, pass);
      return true;
    } catch (error) {
      const failure = failureOf(error);
      if (this.#wanted === order && failure.code !== 'superseded') this.#needs.onFailure(order, failure);
      return failure.code === 'superseded';
    }
  }
}
