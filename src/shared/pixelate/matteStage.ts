import type { ClipSettings } from '../clip/clipSettings.ts';
import { type Backdrop, FEW, findBackdrop, isSameBackdrop } from './backdrop.ts';
import { type FrameRange, frameRange } from './frameRange.ts';
import { Kept } from './kept.ts';
import { cellIn } from './layGrid.ts';
import { type CutOut, matteCutter, matteLimits } from './matte.ts';
import { PerFrame } from './perFrame.ts';
import type { RawVideo } from './rawVideo.ts';

/** The subject in each frame. */
export interface Mattes {
  /** All that they depend on. */
  readonly key: string;
  readonly backdrop: Backdrop;
  /** By the numbers of frames; undefined where the backdrop stays. */
  readonly frames: PerFrame<CutOut> | undefined;
}

/** Finds the picture and its backdrop and parts the subject from it; keeps what it found for the last settings. */
export class MatteStage {
  readonly #video: RawVideo;
  readonly #frames: readonly Uint8Array[];
  readonly #early = new Kept<Backdrop>();
  readonly #late = new Kept<Backdrop>();
  readonly #cutOuts = new Kept<PerFrame<CutOut>>();

  /** @param frames may become more */
  constructor(video: RawVideo, frames: readonly Uint8Array[]) {
    this.#video = video;
    this.#frames = frames;
  }

  /**
   * To be called after each frame that came: makes mattes ahead, by the backdrop of the first few for as long as further
   * ones show the same. Gives what the cut will have if that stays so; undefined where that cannot be told.
   */
  prepare(settings: ClipSettings): Mattes | undefined {
    const count = this.#frames.length;
    const { first, end } = frameRange(settings.range, this.#video, Number.POSITIVE_INFINITY);
    if (count < first + FEW || count > end) return undefined;
    // Looks at 16 frames, at 64, at 256: not so often that it would cost much.
    const seen = 4 ** Math.floor(Math.log2(count - first) / 2);
    const { early, late, isEarly } = this.#backdrops(settings, { first, end: first + seen });
    if (!isEarly && late.background?.isFound) return undefined;
    const mattes = this.#mattes(settings, isEarly ? early : late, `early ${first}`);
    mattes.frames?.makeSome(first, count);
    return mattes;
  }

  /**
   * What the first frames show is taken to hold, so that mattes are ready early; frames from the whole range say
   * whether it does, and what else where it does not.
   */
  of(settings: ClipSettings, range: FrameRange): Mattes {
    const { early, late, isEarly } = this.#backdrops(settings, range);
    if (isEarly) return { ...this.#mattes(settings, early, `early ${range.first}`), backdrop: late };
    return this.#mattes(settings, late, `late ${range.first} ${range.end}`);
  }

  #backdrops(settings: ClipSettings, range: FrameRange) {
    const early = this.#earlyBackdrop(settings, range.first);
    const late = this.#lateBackdrop(settings, range) ?? early;
    return { early, late, isEarly: isSameBackdrop(early, late) };
  }

  #mattes(settings: ClipSettings, backdrop: Backdrop, source: string): Mattes {
    const frames = this.#cutOutsFor(settings, backdrop, source);
    const key = frames ? keyOf(settings, source) : `kept ${JSON.stringify(backdrop.picture)}`;
    return { key, backdrop, frames };
  }

  #earlyBackdrop({ background, crop }: ClipSettings, first: number): Backdrop {
    const few = this.#frames.slice(first, first + FEW);
    const key = JSON.stringify([first, few.length, background, placeOf(crop)]);
    return this.#early.of(key, () => findBackdrop(few, this.#video, { background, crop }));
  }

  /** Undefined where there are no more frames than the first few. */
  #lateBackdrop({ background, crop }: ClipSettings, { first, end }: FrameRange): Backdrop | undefined {
    if (end - first <= FEW) return undefined;
    const frames = this.#frames.slice(first, end);
    const key = JSON.stringify([first, end, background, placeOf(crop)]);
    return this.#late.of(key, () => findBackdrop(frames, this.#video, { background, crop }));
  }

  #cutOutsFor(
    settings: ClipSettings,
    { picture, edges, background }: Backdrop,
    source: string,
  ): PerFrame<CutOut> | undefined {
    if (!background?.isFound) return undefined;
    return this.#cutOuts.of(keyOf(settings, source), () => {
      const limits = matteLimits(background, cellIn(edges, this.#video, settings), settings);
      const cutOut = matteCutter(background, this.#video, picture, limits);
      return new PerFrame((number) => cutOut(this.#frames[number] ?? new Uint8Array()));
    });
  }
}

function keyOf(settings: ClipSettings, source: string): string {
  const { background, crop, matteSure, matteSoft, removeShadow, removeHoles } = settings;
  const { width, height, grid } = settings;
  const size = grid.kind === 'cell' ? grid.cell : [width, height];
  const place = placeOf(crop);
  return JSON.stringify([source, background, place, size, matteSure, matteSoft, removeShadow, removeHoles]);
}

/** The crop as far as it decides what is picture. */
function placeOf(crop: ClipSettings['crop']): unknown {
  return typeof crop === 'object' ? crop : null;
}
