/** How raw yuv420p frames are to be read: a full plane of luma, then two planes of chroma at half size, 8 bits each. */
export interface RawVideo {
  /** Even, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Seconds of the video at the first frame. */
  readonly from: number;
  readonly matrix: 'bt601' | 'bt709';
  /** tv: luma 16 to 235, chroma 16 to 240; pc: 0 to 255. */
  readonly range: 'tv' | 'pc';
  /** Width of one pixel of the original, in pixels of these frames: below 1 where they were scaled down. */
  readonly pixel: number;
}

/** A part of a picture, in its pixels; right and bottom are outside. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** At most `count` frames, spread evenly over all of them. */
export function spread<Frame>(frames: readonly Frame[], count: number): readonly Frame[] {
  if (frames.length <= count) return frames;
  const step = (frames.length - 1) / Math.max(1, count - 1);
  return frames.filter((_, i) => Math.round(Math.round(i / step) * step) === i);
}
