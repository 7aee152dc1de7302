import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { ClipCutter, CutClip, CutPass } from '../../shared/pixelate/clipCutter.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import type { FrameCutter } from './frameCutter.ts';

/**
 * Cuts in the thread that calls, which hears of nothing while it does: for a program that has nothing else to do, and
 * that a signal may end at any moment. Without a thread's start and with frames that need no passing on it takes less of
 * the processor. What cuts is loaded once the first of them is made.
 */
export class OwnCutter implements FrameCutter {
  readonly isBroken = false;
  readonly #loaded = import('../../shared/pixelate/clipCutter.ts');
  /** Has taken all frames so far. */
  #cutter: Promise<ClipCutter> | undefined;

  start(video: RawVideo, settings: ClipSettings): void {
    this.#cutter = this.#loaded.then(({ ClipCutter }) => {
      const cutter = new ClipCutter(video);
      cutter.expect(settings);
      return cutter;
    });
  }

  abandon(): void {
    this.#cutter = undefined;
  }

  add(bytes: Uint8Array<ArrayBuffer>): void {
    this.#cutter = this.#cutter?.then((cutter) => {
      cutter.add(bytes);
      return cutter;
    });
    // Whoever has them cut hears of it.
    this.#cutter?.catch(() => {});
  }

  async cut(
    settings: ClipSettings,
    pass: CutPass,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<CutClip> {
    const cutter = await this.#cutter;
    signal.throwIfAborted();
    if (!cutter || cutter.frameCount === 0) throw new Error('There are no frames.');
    return cutter.cut(settings, pass, (fraction) => {
      signal.throwIfAborted();
      onProgress(fraction);
    });
  }

  async end(): Promise<void> {
    this.#cutter = undefined;
  }
}
