import type { ClipOverlays, ClipReport, ClipWarning, Loop } from '../clip/clipReport.ts';
import type { ClipSettings } from '../clip/clipSettings.ts';
import type { PixelClip } from '../sprite/pixelClip.ts';
import { type Backdrop, FEW, findBackdrop, isSameBackdrop } from './backdrop.ts';
import type { CellSamples } from './cellSamples.ts';
import { type ColoredFrames, colorFrames, colorsFor } from './colorFrames.ts';
import { durations } from './durations.ts';
import { findLoops, LOOP_OPTIONS, SEAM_LIMIT } from './findLoops.ts';
import { flicker } from './flicker.ts';
import { type FrameRange, frameRange } from './frameRange.ts';
import { areaOf } from './grid.ts';
import { Kept } from './kept.ts';
import { cellIn, type LaidGrid, layGrid } from './layGrid.ts';
import { type Matte, matte, matteLimits } from './matte.ts';
import { type Choice, chooseMoments } from './moments.ts';
import { offPalette } from './offPalette.ts';
import { PerFrame } from './perFrame.ts';
import { pivot } from './pivot.ts';
import { type RawVideo, spread } from './rawVideo.ts';
import { cellSampler, type SamplerOptions } from './sampleCells.ts';
import { seam } from './seam.ts';
import { type SettledFrame, settler } from './settle.ts';
import { type Silhouette, silhouette } from './silhouette.ts';
import { type Sketch, sketch } from './sketch.ts';
import { spillOf } from './spill.ts';
import { type YuvTable, yuvTable } from './yuvTable.ts';

export interface CutClip {
  readonly clip: PixelClip;
  readonly report: ClipReport;
  readonly overlays: ClipOverlays;
  /** Whether an exact pass would give just this; a coarse one does too where the slow stages were done before. */
  readonly isExact: boolean;
}

/** In a coarse pass the slow stages look at every frame but these, and take fewer samples. */
export type CutPass = 'coarse' | 'exact';

/** What the samples that are kept may take; of a larger clip they are made anew each time. */
const SAMPLE_BUDGET = 128 << 20;
/** Cells in a thousand, far from their entry, that say that a palette lacks colours. */
const LACKING = 50;
/** How close a look a palette is chosen by before the samples are taken. */
const LOOK = { frames: 16, side: 4 };

/** Which frames to look at, by their numbers among those that were decoded. */
interface Plan {
  readonly range: FrameRange;
  readonly loops: readonly Loop[];
  readonly choice: Choice;
  /** The frames that the grid must hold. */
  readonly framed: readonly number[];
  readonly shown: readonly number[];
}

interface CutOut {
  readonly matte: Matte;
  readonly silhouette: Silhouette;
}

interface Mattes {
  readonly key: string;
  readonly backdrop: Backdrop;
  /** Undefined where the backdrop stays. */
  readonly frames: PerFrame<CutOut> | undefined;
  readonly warnings: readonly ClipWarning[];
}

interface SamplingSettings extends Pick<SamplerOptions, 'sampler' | 'detail' | 'side'> {
  readonly colors?: readonly number[] | undefined;
}

interface Samples {
  readonly frames: readonly CellSamples[];
  /** The palette, where the samples were taken with it in mind. */
  readonly colors: readonly number[] | undefined;
  readonly isExact: boolean;
}

/**
 * Makes pixel art of raw yuv420p frames, as often as the settings change, without decoding them again: finds the
 * picture, its backdrop and the motion's cycle, lays a grid over the subject, takes one colour a cell, and one palette
 * for all frames. The same frames and settings give the same bytes, whatever was cut before.
 *
 * Each stage keeps its last outcome with the settings that it depends on, so that a change of palette, steadiness or
 * outline runs only what comes after the samples. Kept are, beside the frames: a matte of a sixth of a frame's bytes
 * for each, sketches of about 16 KB each, the backdrop (12 times its chroma samples), and 32 bytes for each cell of
 * each frame, of these at most 128 MB. What belongs to former settings is dropped.
 */
export class ClipCutter {
  readonly #video: RawVideo;
  readonly #table: YuvTable;
  readonly #frames: Uint8Array[] = [];
  readonly #sketches: Sketch[] = [];
  readonly #loops = new Kept<readonly Loop[]>();
  readonly #early = new Kept<Backdrop>();
  readonly #late = new Kept<Backdrop>();
  readonly #cutOuts = new Kept<PerFrame<CutOut>>();
  readonly #samples = new Kept<PerFrame<CellSamples>>();
  readonly #coarse = new Kept<PerFrame<CellSamples>>();
  readonly #despilled = new Kept<YuvTable>();
  #expected: ClipSettings | undefined;

  /** @param table for this kind of video, where the caller has it already */
  constructor(video: RawVideo, table: YuvTable = yuvTable(video)) {
    this.#video = video;
    this.#table = table;
  }

  get frameCount(): number {
    return this.#frames.length;
  }

  /** Tells by which settings the frames will be cut first: mattes are then made while frames still come. */
  expect(settings: ClipSettings): void {
    this.#expected = settings;
  }

  /** Takes the next frame and keeps it; it must not be changed afterwards. */
  add(frame: Uint8Array): void {
    this.#frames.push(frame);
    this.#sketches.push(sketch(frame, this.#video, this.#table));
    if (this.#expected) this.#prepare(this.#expected);
  }

  /** @param onProgress is told the share of the work done, 0 to 1 */
  cut(settings: ClipSettings, pass: CutPass, onProgress: (fraction: number) => void = () => {}): CutClip {
    const plan = this.#plan(settings);
    onProgress(0.1);
    const mattes = this.#mattes(settings, plan.range);
    const laid = this.#layGrid(mattes, plan, settings, pass);
    onProgress(0.4);
    const samples = this.#sample(mattes, laid, plan, settings, pass, (share) => onProgress(0.4 + 0.4 * share));
    const settle = settler(settings);
    const settled = samples.frames.map(settle);
    const colored = colorFrames(settled, settings, samples.colors);
    onProgress(0.95);
    const result = this.#describe(settings, plan, mattes, laid, settled, colored);
    onProgress(1);
    return { ...result, isExact: samples.isExact };
  }

  #plan(settings: ClipSettings): Plan {
    const range = frameRange(settings.range, this.#video, this.#frames.length);
    const sketches = this.#sketches.slice(range.first, range.end);
    const loops = this.#loops.of(JSON.stringify(range), () => findLoops(sketches, LOOP_OPTIONS));
    const choice = chooseMoments(sketches, loops, settings);
    const numbers = (moments: Choice['shown']): number[] => moments.map(({ number }) => range.first + number);
    const shown = numbers(choice.shown);
    return { range, loops, choice, shown, framed: [...new Set([...numbers(choice.cycle), ...shown])] };
  }

  /** While frames come: the backdrop by the first few, and mattes before it. */
  #prepare(settings: ClipSettings): void {
    const count = this.#frames.length;
    const { first, end } = frameRange(settings.range, this.#video, Number.POSITIVE_INFINITY);
    if (count < first + FEW || count > end) return;
    const cutOuts = this.#cutOutsFor(settings, this.#earlyBackdrop(settings, first), `early ${first}`);
    for (let number = count === first + FEW ? first : count - 1; number < count; number++) cutOuts?.of(number);
  }

  #earlyBackdrop({ background, crop }: ClipSettings, first: number): Backdrop {
    const key = JSON.stringify([first, background, placeOf(crop)]);
    const few = this.#frames.slice(first, first + FEW);
    return this.#early.of(key, () => findBackdrop(few, this.#video, { background, crop }, this.#table));
  }

  /**
   * What the first frames show is taken to hold, so that mattes are ready early; frames from the whole range say
   * whether it does, and what else where it does not.
   */
  #mattes(settings: ClipSettings, range: FrameRange): Mattes {
    const { background, crop } = settings;
    const early = this.#earlyBackdrop(settings, range.first);
    const all = JSON.stringify([range, background, placeOf(crop)]);
    const frames = this.#frames.slice(range.first, range.end);
    const late =
      frames.length <= FEW
        ? early
        : this.#late.of(all, () => findBackdrop(frames, this.#video, { background, crop }, this.#table));
    const isFound = late.background?.isFound === true;
    const isEarly = isSameBackdrop(early, late);
    const source = isEarly ? `early ${range.first}` : `late ${range.first} ${range.end}`;
    const cutOuts = isFound ? this.#cutOutsFor(settings, isEarly ? early : late, source) : undefined;
    const key = cutOuts ? this.#matteKey(settings, source) : `kept ${JSON.stringify(late.picture)}`;
    const isMissed = background.kind !== 'keep' && !isFound;
    return { key, backdrop: late, frames: cutOuts, warnings: isMissed ? ['background_not_found'] : [] };
  }

  #matteKey(settings: ClipSettings, source: string): string {
    const { background, crop, width, height, matteSure, matteSoft, removeShadow, removeHoles } = settings;
    const place = placeOf(crop);
    return JSON.stringify([source, background, place, width, height, matteSure, matteSoft, removeShadow, removeHoles]);
  }

  #cutOutsFor(settings: ClipSettings, { picture, background }: Backdrop, source: string): PerFrame<CutOut> | undefined {
    if (!background?.isFound) return undefined;
    return this.#cutOuts.of(this.#matteKey(settings, source), () => {
      const limits = matteLimits(background, cellIn(picture, settings), settings, this.#table);
      return new PerFrame((number) => {
        const frame = this.#frames[number] ?? new Uint8Array();
        const found = matte(frame, this.#video, picture, background, this.#table, limits);
        return { matte: found, silhouette: silhouette(found, this.#video) };
      });
    });
  }

  #layGrid({ frames, backdrop }: Mattes, { framed }: Plan, settings: ClipSettings, pass: CutPass): LaidGrid {
    if (!frames) return layGrid(undefined, backdrop.picture, this.#video, settings);
    const isQuick = pass === 'coarse' && !frames.hasAll(framed);
    const looked = isQuick ? framed.filter((_, i) => i % 2 === 0) : framed;
    const silhouettes = looked.map((number) => frames.of(number).silhouette);
    return layGrid(silhouettes, backdrop.picture, this.#video, settings);
  }

  #sample(
    mattes: Mattes,
    laid: LaidGrid,
    { shown }: Plan,
    settings: ClipSettings,
    pass: CutPass,
    onProgress: (fraction: number) => void,
  ): Samples {
    const { sampler, quality, detail } = settings;
    const colors = sampler === 'majority' ? this.#colorsToVoteFor(mattes, laid, shown, settings) : undefined;
    const make = (side: number): PerFrame<CellSamples> => this.#sampler(mattes, laid, { ...settings, colors, side });
    const place = JSON.stringify([mattes.key, laid.hasSubject, laid.grid, sampler, quality, detail, colors]);
    const isExact = pass === 'exact' || this.#samples.at(place)?.hasAll(shown) === true;
    const numbers = isExact ? shown : shown.map((number, i) => shown[i & ~1] ?? number);
    const samples = isExact
      ? this.#samples.of(place, () => make(quality))
      : this.#coarse.of(place, () => make(quality >> 1));
    if (isExact) this.#coarse.drop();
    const frames = numbers.map((number, i) => {
      onProgress(i / numbers.length);
      return samples.of(number);
    });
    const bytes = (frames[0]?.byteLength ?? 0) * frames.length;
    if (bytes > SAMPLE_BUDGET) this.#samples.drop();
    return { frames, colors, isExact };
  }

  #sampler(
    { backdrop, frames: cutOuts }: Mattes,
    { grid, hasSubject }: LaidGrid,
    { sampler, detail, side, colors = [] }: SamplingSettings,
  ): PerFrame<CellSamples> {
    const table = this.#table;
    const edgeTable = hasSubject ? this.#edgeTable(backdrop) : table;
    const options = {
      video: this.#video,
      area: backdrop.picture,
      grid,
      table,
      edgeTable,
      side,
      sampler,
      detail,
      colors,
    };
    const sample = cellSampler(options);
    return new PerFrame((number) =>
      sample(this.#frames[number] ?? new Uint8Array(), hasSubject ? cutOuts?.of(number).matte : undefined),
    );
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
    const look = this.#sampler(mattes, laid, { ...settings, sampler: 'centroid', side: LOOK.side });
    const settle = settler(settings);
    const some = settings.palette ? [] : spread(shown, LOOK.frames);
    return colorsFor(
      some.map((number) => settle(look.of(number))),
      settings,
    );
  }

  #describe(
    settings: ClipSettings,
    { range, loops, choice, shown }: Plan,
    { backdrop, warnings, frames: cutOuts }: Mattes,
    { grid, hasSubject, warnings: gridWarnings }: LaidGrid,
    settled: readonly SettledFrame[],
    { palette, indices }: ColoredFrames,
  ): Omit<CutClip, 'isExact'> {
    const { width, height } = settings;
    const { fps, from } = this.#video;
    const counts = choice.shown.map(({ count }) => count);
    const spans = durations(counts, fps);
    const clip: PixelClip = {
      width,
      height,
      palette,
      frames: indices.map((entries, t) => ({ indices: entries, duration: spans[t] ?? 1 })),
    };
    const restless = flicker(settled, indices);
    const strange = offPalette(settled, indices, palette);
    const sketches = this.#sketches.slice(range.first, range.end);
    const jump = seam(choice.shown, sketches, loops);
    const report: ClipReport = {
      area: areaOf(grid, this.#video),
      backgroundConfidence: backdrop.background?.confidence ?? null,
      grid: null,
      loops,
      seam: jump,
      frames: shown.map((number) => ({
        number: number - range.first,
        seconds: (Math.round(from * fps) + number) / fps,
      })),
      frameTotal: range.end - range.first,
      colorCount: palette.length - 1,
      flicker: restless.share,
      offPalette: strange.share,
      pivot: cutOuts && hasSubject ? pivot(indices, width) : null,
      warnings: [
        ...warnings,
        ...gridWarnings,
        ...playWarnings(settings, loops, jump),
        ...(settings.palette && strange.share > LACKING ? (['palette_lacks_colors'] as const) : []),
      ],
    };
    const coverage = hasSubject ? settled.map((frame) => frame.coverage) : [];
    return { clip, report, overlays: { flicker: restless.map, offPalette: strange.maps, coverage } };
  }
}

/** The crop as far as it decides what is picture. */
function placeOf(crop: ClipSettings['crop']): unknown {
  return typeof crop === 'object' ? crop : null;
}

function playWarnings({ loop }: ClipSettings, loops: readonly Loop[], jump: number | null): readonly ClipWarning[] {
  if (loop.kind === 'auto' && loops.length === 0) return ['no_loop'];
  const isPlayedRound = loop.kind === 'auto' || loop.kind === 'span';
  return isPlayedRound && jump !== null && jump > SEAM_LIMIT ? ['rough_seam'] : [];
}
