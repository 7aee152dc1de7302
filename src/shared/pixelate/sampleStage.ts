import type { ClipSettings } from '../clip/clipSettings.ts';
import type { Backdrop } from './backdrop.ts';
import { type CellSamples, FIELDS } from './cellSamples.ts';
import { colorsFor } from './colorFrames.ts';
import { Kept } from './kept.ts';
import type { LaidGrid } from './layGrid.ts';
import type { Mattes } from './matteStage.ts';
import { PerFrame } from './perFrame.ts';
import { type RawVideo, spread } from './rawVideo.ts';
import { cellSampler } from './sampleCells.ts';
import { settler } from './settle.ts';
import { boundsOf } from './silhouette.ts';
import { spillOf } from './spill.ts';
import { type YuvTable, yuvTable } from './yuvTable.ts';

export interface Samples {
  /** Those of the frame that is shown as the i-th; made when they are asked for, and anew where there are too many. */
  readonly at: (i: number) => CellSamples;
  readonly count: number;
  /** The palette, where the samples were taken with it in mind. */
  readonly colors: readonly number[] | undefined;
  readonly isExact: boolean;
}

/** What the samples that are kept may take; of a larger clip they are made anew each time. */
export const SAMPLE_BUDGET = 128 << 20;
/** How close a look a palette is chosen by before the samples are taken. */
const LOOK = { frames: 16, side: 4 };

type SamplingSettings = Pick<ClipSettings, 'sampler' | 'detail'> & {
  /** Samples along each side of a cell. */
  readonly side: number;
  readonly colors: readonly number[] | undefined;
};

/** Takes the samples of each cell and keeps them for the last settings. */
export class SampleStage {
  readonly #video: RawVideo;
  readonly #table: YuvTable;
  readonly #frames: readonly Uint8Array[];
  readonly #exact = new Kept<PerFrame<CellSamples>>();
  readonly #coarse = new Kept<PerFrame<CellSamples>>();
  readonly #despilled = new Kept<YuvTable>();

  constructor(video: RawVideo, table: YuvTable, frames: readonly Uint8Array[]) {
    this.#video = video;
    this.#table = table;
    this.#frames = frames;
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
    const colors = sampler === 'majority' ? this.#colorsToVoteFor(mattes, laid, shown, settings) : undefined;
    const frameBytes = 4 * FIELDS * laid.grid.width * laid.grid.height;
    const isKept = frameBytes * new Set(shown).size <= SAMPLE_BUDGET;
    const make = (side: number): PerFrame<CellSamples> =>
      new PerFrame(this.#sampler(mattes, laid, { sampler, detail, side, colors }), isKept);
    const key = JSON.stringify([
      mattes.key,
      laid.hasSubject,
      laid.grid,
      [...laid.shifts],
      sampler,
      quality,
      detail,
      colors,
      isKept,
    ]);
    const isAtHand = look === 'coarse' && this.#exact.at(key)?.hasAll(shown) === true;
    const isExact = look === 'exact' || isAtHand;
    if (isExact) this.#coarse.drop();
    const samples = isExact ? this.#exact.of(key, () => make(quality)) : this.#coarse.of(key, () => make(quality >> 1));
    const at = (i: number): CellSamples => samples.of(shown[isExact ? i : i & ~1] ?? 0);
    return { at, count: shown.length, colors, isExact };
  }

  #sampler(
    { backdrop, frames: cutOuts }: Mattes,
    { grid, hasSubject, shifts }: LaidGrid,
    { sampler, detail, side, colors = [] }: SamplingSettings,
  ): (number: number) => CellSamples {
    const table = this.#table;
    const edgeTable = hasSubject ? this.#edgeTable(backdrop) : table;
    const common = { video: this.#video, area: backdrop.picture, table, edgeTable, side, sampler, detail, colors };
    // Few shifts are different, and what a sampler learns of a palette serves many frames.
    const samplers = new Map<string, ReturnType<typeof cellSampler>>();
    return (number) => {
      const { x, y } = shifts.get(number) ?? { x: 0, y: 0 };
      const known = samplers.get(`${x} ${y}`);
      const sample = known ?? cellSampler({ ...common, grid: { ...grid, x: grid.x + x, y: grid.y + y } });
      if (!known) samplers.set(`${x} ${y}`, sample);
      const frame = this.#frames[number] ?? new Uint8Array();
      const cutOut = hasSubject ? cutOuts?.of(number) : undefined;
      return cutOut ? sample(frame, cutOut.matte, boundsOf(cutOut.silhouette)) : sample(frame);
    };
  }

  /** A screen throws its light on the rim of what stands before it. */
  #edgeTable({ background }: Backdrop): YuvTable {
    if (!background?.isColorful) return this.#table;
    const spill = spillOf(background.color);
    return this.#despilled.of(spill.join(), () => yuvTable(this.#video, spill));
  }

  /** Before samples can vote for a palette there must be one: that of a quick look at some of the frames. */
  #colorsToVoteFor(
    mattes: Mattes,
    laid: LaidGrid,
    shown: readonly number[],
    settings: ClipSettings,
  ): readonly number[] {
    if (settings.palette) return colorsFor([], settings);
    const look = this.#sampler(mattes, laid, { ...settings, sampler: 'centroid', side: LOOK.side, colors: undefined });
    const settle = settler(settings);
    const frames = spread(shown, LOOK.frames).map((number) => settle(look(number)));
    return colorsFor(frames, settings);
  }
}
