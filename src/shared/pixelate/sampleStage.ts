import type { ClipSettings } from '../clip/clipSettings.ts';
import type { Backdrop } from './backdrop.ts';
import { BALLOT_BYTES, ballotSampler, type CellBallots } from './cellBallots.ts';
import { type CellSamples, FIELDS } from './cellSamples.ts';
import { colorsFor } from './colorFrames.ts';
import type { FrameRange } from './frameRange.ts';
import type { GatherOptions } from './gatherCells.ts';
import { Kept } from './kept.ts';
import type { LaidGrid } from './layGrid.ts';
import type { Matte } from './matte.ts';
import type { Mattes } from './matteStage.ts';
import { paletteVotes } from './paletteVotes.ts';
import { PerFrame } from './perFrame.ts';
import { type Box, type RawVideo, spread } from './rawVideo.ts';
import { SAMPLE_BUDGET } from './sampleBudget.ts';
import { cellSampler } from './sampleCells.ts';
import { settler } from './settle.ts';
import { type Spill, spillOf } from './spill.ts';

export interface Samples {
  /** Those of the frame that is shown as the i-th; made when they are asked for, and anew where there are too many. */
  readonly at: (i: number) => CellSamples;
  readonly count: number;
  /** The palette, where the samples were taken with it in mind. */
  readonly colors: readonly number[] | undefined;
  readonly isExact: boolean;
}

/** How close a look a palette is chosen by before the samples are taken. */
const LOOK = { frames: 16, side: 4 };

/** What was taken of each frame. */
interface Taken {
  readonly hasAll: (numbers: readonly number[]) => boolean;
  readonly makeSome: (first: number, end: number) => void;
  /** @param colors that samples vote for where they vote */
  readonly of: (number: number, colors: readonly number[]) => CellSamples;
}

/** Takes the samples of each cell and keeps them for the last settings. */
export class SampleStage {
  readonly #video: RawVideo;
  readonly #frames: readonly Uint8Array[];
  readonly #exact = new Kept<Taken>();
  readonly #coarse = new Kept<Taken>();
  readonly #look = new Kept<Taken>();

  constructor(video: RawVideo, frames: readonly Uint8Array[]) {
    this.#video = video;
    this.#frames = frames;
  }

  /** Takes exact samples of the range's frames ahead, for as long as those of all so far can be kept. */
  prepare(mattes: Mattes, laid: LaidGrid, { first, end }: FrameRange, settings: ClipSettings): void {
    if (!isKeptOf(laid, settings, end - first)) return;
    const key = keyOf(placeOf(mattes, laid, true), settings);
    this.#exact.of(key, () => this.#taken(mattes, laid, settings, settings.quality, true)).makeSome(first, end);
  }

  /**
   * @param shown numbers of the frames, in the order in which they are shown
   * @param look how closely: exactly; by half the samples a side, of every second frame, but for `coarse` exactly where
   *   those samples are at hand
   */
  of(
    mattes: Mattes,
    laid: LaidGrid,
    shown: readonly number[],
    settings: ClipSettings,
    look: 'exact' | 'coarse' | 'quick',
  ): Samples {
    const { sampler, quality, detail } = settings;
    const isVoting = sampler === 'majority';
    const isKept = isKeptOf(laid, settings, new Set(shown).size);
    const place = placeOf(mattes, laid, isKept);
    const take = (side: number): Taken => this.#taken(mattes, laid, { sampler, detail }, side, isKept);
    const quickLook = (): Taken => this.#taken(mattes, laid, { sampler: 'centroid', detail }, LOOK.side, isKept);
    const colors = isVoting ? colorsToVoteFor(() => this.#look.of(place, quickLook), shown, settings) : undefined;
    const key = keyOf(place, settings);
    const isAtHand = look === 'coarse' && this.#exact.at(key)?.hasAll(shown) === true;
    const isExact = look === 'exact' || isAtHand;
    if (isExact) this.#coarse.drop();
    if (!isVoting) this.#look.drop();
    const taken = isExact ? this.#exact.of(key, () => take(quality)) : this.#coarse.of(key, () => take(quality >> 1));
    const at = (i: number): CellSamples => taken.of(shown[isExact ? i : i & ~1] ?? 0, colors ?? []);
    return { at, count: shown.length, colors, isExact };
  }

  #taken(
    mattes: Mattes,
    laid: LaidGrid,
    { sampler, detail }: Pick<ClipSettings, 'sampler' | 'detail'>,
    side: number,
    isKept: boolean,
  ): Taken {
    const spill = laid.hasSubject ? spillFrom(mattes.backdrop) : undefined;
    const common = { video: this.#video, area: mattes.backdrop.picture, spill, side };
    if (sampler === 'majority') {
      const ballots = new PerFrame(this.#sampler(mattes, laid, common, ballotSampler), isKept);
      return voting(ballots, common, isKept);
    }
    const samples = new PerFrame(
      this.#sampler(mattes, laid, common, (options) => cellSampler({ ...options, sampler, detail })),
      isKept,
    );
    return {
      hasAll: (numbers) => samples.hasAll(numbers),
      makeSome: (first, end) => samples.makeSome(first, end),
      of: (number) => samples.of(number),
    };
  }

  #sampler<Value>(
    { frames: cutOuts }: Mattes,
    { grid, hasSubject, shifts }: LaidGrid,
    common: Omit<GatherOptions, 'grid'>,
    samplerFor: (options: GatherOptions) => (frame: Uint8Array, matte?: Matte, bounds?: Box) => Value,
  ): (number: number) => Value {
    // Few shifts are different, and a sampler serves many frames.
    const samplers = new Map<string, ReturnType<typeof samplerFor>>();
    return (number) => {
      const { x, y } = shifts.get(number) ?? { x: 0, y: 0 };
      const known = samplers.get(`${x} ${y}`);
      const sample = known ?? samplerFor({ ...common, grid: { ...grid, x: grid.x + x, y: grid.y + y } });
      if (!known) samplers.set(`${x} ${y}`, sample);
      const frame = this.#frames[number] ?? new Uint8Array();
      const cutOut = hasSubject ? cutOuts?.of(number) : undefined;
      return cutOut ? sample(frame, cutOut.matte, cutOut.bounds) : sample(frame);
    };
  }
}

/** Whether the samples of so many frames are few enough to be kept. */
function isKeptOf({ grid }: LaidGrid, { sampler }: ClipSettings, frames: number): boolean {
  const cellBytes = 4 * FIELDS + (sampler === 'majority' ? BALLOT_BYTES : 0);
  return cellBytes * grid.width * grid.height * frames <= SAMPLE_BUDGET;
}

/** What all samples of a frame depend on. */
function placeOf(mattes: Mattes, { hasSubject, grid, shifts }: LaidGrid, isKept: boolean): string {
  return JSON.stringify([mattes.key, hasSubject, grid, [...shifts], isKept]);
}

/** What the exact ones and the coarse ones depend on. */
function keyOf(place: string, { sampler, quality, detail }: ClipSettings): string {
  return JSON.stringify([place, sampler, quality, detail]);
}

/** A screen throws its light on the rim of what stands before it. */
function spillFrom({ background }: Backdrop): Spill | undefined {
  return background?.isColorful ? spillOf(background.color) : undefined;
}

/** Ballots stay for any palette; the votes for the last one are kept too. */
function voting(
  ballots: PerFrame<CellBallots>,
  options: Pick<GatherOptions, 'video' | 'spill'>,
  isKept: boolean,
): Taken {
  const counted = new Kept<PerFrame<CellSamples>>();
  const votesFor = (colors: readonly number[]): PerFrame<CellSamples> =>
    counted.of(colors.join(), () => {
      const count = paletteVotes(colors, options);
      return new PerFrame((number) => count(ballots.of(number)), isKept);
    });
  return {
    hasAll: (numbers) => ballots.hasAll(numbers),
    makeSome: (first, end) => ballots.makeSome(first, end),
    of: (number, colors) => votesFor(colors).of(number),
  };
}

/** Before samples can vote for a palette there must be one: that of a quick look at some of the frames. */
function colorsToVoteFor(look: () => Taken, shown: readonly number[], settings: ClipSettings): readonly number[] {
  if (settings.palette) return colorsFor([], settings);
  const taken = look();
  const settle = settler(settings);
  return colorsFor(
    spread(shown, LOOK.frames).map((number) => settle(taken.of(number, []))),
    settings,
  );
}
