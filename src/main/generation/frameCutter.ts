import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { CutClip, CutPass } from '../../shared/pixelate/clipCutter.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';

/** Holds decoded frames and cuts them, one order at a time. */
export interface FrameCutter {
  /** It can do no more. */
  readonly isBroken: boolean;

  /**
   * Lets go of all frames and takes new ones of this kind.
   *
   * @param settings by which they will be cut first, so that work can begin while they come
   */
  start(video: RawVideo, settings: ClipSettings): void;

  /** The frames that came since the last start will not be cut. */
  abandon(): void;

  /** Takes the bytes away from the caller. */
  add(bytes: Uint8Array<ArrayBuffer>): void;

  /**
   * Cuts the frames that it holds. Not to be called before an earlier order has ended.
   *
   * @throws the signal's reason, as soon as it has stopped working for it
   */
  cut(
    settings: ClipSettings,
    pass: CutPass,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<CutClip>;

  /** All that it held is gone when this returns. */
  end(): Promise<void>;
}
