import type { ClipOverlays, ClipReport, Loop } from '../clip/clipReport.ts';
import type { ClipSettings } from '../clip/clipSettings.ts';
import type { PixelClip } from '../sprite/pixelClip.ts';
import type { Shift } from './align.ts';
import { FEW } from './backdrop.ts';
import { colorFrames } from './colorFrames.ts';
import { describeClip } from './describeClip.ts';
import { DRIFT_LOOP_OPTIONS, findLoops, LOOP_OPTIONS } from './findLoops.ts';
import { followLattice } from './followLattice.ts';
import { type FrameRange, frameRange } from './frameRange.ts';
import { samplesOnGround, settledOnGround } from './ground.ts';
import { Kept } from './kept.ts';
import { findLattice, type Lattice, latticeOf, SURE_LATTICE } from './lattice.ts';
import { type LaidGrid, layGrid, layWhole } from './layGrid.ts';
import { MatteStage, type Mattes } from './matteStage.ts';
import { type Choice, chooseMoments } from './moments.ts';
import { type Box, type RawVideo, spread } from './rawVideo.ts';
import { SampleStage, type Samples } from './sampleStage.ts';
import { type SettledFrame, settler } from './settle.ts';
import { movedSketch, type Sketch, sketch } from './sketch.ts';
import { tellTable } from './yuvTable.ts';

export interface CutClip {
  readonly clip: PixelClip;
  readonly report: ClipReport;
  readonly overlays: ClipOverlays;
  /** Whether an exact pass would give just this; a coarse one does too where the slow stages were done before. */
  readonly isExact: boolean;
}

/** In a coarse pass the slow stages look at every second frame and take fewer samples. */
export type CutPass = 'coarse' | 'exact';

/** Which frames to look at. */
interface Plan {
  readonly range: FrameRange;
  /** Of the frames in the range. */
  readonly sketches: readonly Sketch[];
  readonly loops: readonly Loop[];
  readonly choice: Choice;
  /** Numbers among all frames: those that the grid must hold, in the order of the video. */
  readonly framed: readonly number[];
  /** Those to show, in this order. */
  readonly shown: readonly number[];
}

/** Raw pixels: smaller cells are not told from noise. */
const LEAST_FOLLOWED = 3;
/** Seconds that a motion is taken to need where no cycle was found. */
const USUAL_PERIOD = 1.5;

/**
 * Makes pixel art of raw yuv420p frames, as often as the settings change, without decoding them again: finds the
 * picture, its backdrop and the motion's cycle, lays a grid over the subject, takes one colour a cell, and one palette
 * for all frames. The same frames and settings give the same bytes, whatever was cut before.
 *
 * Each stage keeps its last outcome with the settings that it depends on, so that a change of palette, steadiness or
 * outline runs only what comes after the samples. Kept are, beside the frames: a matte of a sixth of a frame's bytes
 * for each, sketches of about 16 KB each, two backdrops (12 bytes for each chroma sample of one frame), and 32 bytes for each cell of each frame (about 104 where samples vote for a palette, and a quick
 * look at 16 frames), where these are more than 128 MB none of them; after a coarse pass half as much more. What belongs
 * to former settings is dropped before the new is made. While it cuts it needs about 20 bytes more for each cell of each
 * frame. The kernel of its thread holds a table of 6 MB, one more for colourful backdrops, and what it works on: a frame, a
 * matte, two frames of cells.
 */
export class ClipCutter {
  readonly #video: RawVideo;
  readonly #frames: Uint8Array[] = [];
  readonly #sketches: Sketch[] = [];
  readonly #loops = new Kept<readonly Loop[]>();
  readonly #found = new Kept<Lattice | undefined>();
  readonly #told = new Kept<Lattice>();
  readonly #way = new Kept<readonly Shift[] | undefined>();
  readonly #followed = new Kept<readonly Sketch[]>();
  readonly #matteStage: MatteStage;
  readonly #sampleStage: SampleStage;
  #expected: ClipSettings | undefined;

  constructor(video: RawVideo) {
    this.#video = video;
    this.#matteStage = new MatteStage(video, this.#frames);
    this.#sampleStage = new SampleStage(video, this.#frames);
  }

  get frameCount(): number {
    return this.#frames.length;
  }

  /** Tells by which settings the frames will be cut first: mattes, or samples, are then made while frames still come. */
  expect(settings: ClipSettings): void {
    this.#expected = settings;
    // The kernel is made now, and not while the first frame waits.
    tellTable(this.#video);
  }

  /** Takes the next frame and keeps it; it must not be changed afterwards. */
  add(frame: Uint8Array): void {
    this.#frames.push(frame);
    this.#sketches.push(sketch(frame, this.#video));
    if (this.#expected) this.#workAhead(this.#expected);
  }

  /**
   * Without a backdrop the whole picture is shown, and sampled while frames still come; for nothing where later ones show
   * a backdrop after all. Where a grid shall lie along the video's own cells it waits for all of them.
   */
  #workAhead(settings: ClipSettings): void {
    const mattes = this.#matteStage.prepare(settings);
    if (!mattes || mattes.frames || settings.grid.kind !== 'off') return;
    const laid = layGrid(undefined, mattes.backdrop.picture, this.#video, settings, undefined);
    const range = frameRange(settings.range, this.#video, this.#frames.length);
    this.#sampleStage.prepare(mattes, laid, range, settings);
  }

  /** @param onProgress is told the share of the work done, 0 to 1 */
  cut(settings: ClipSettings, pass: CutPass, onProgress: (fraction: number) => void = () => {}): CutClip {
    const range = frameRange(settings.range, this.#video, this.#frames.length);
    const mattes = this.#matteStage.of(settings, range);
    const found = this.#findLattice(mattes, range);
    const lattice = this.#latticeFor(settings, found, mattes, range);
    const way = this.#follow(settings, lattice, mattes, range);
    onProgress(0.1);
    const plan = this.#plan(settings, range, mattes, way);
    // Of a quick look every second frame is enough, unless each is to be aligned.
    const isQuick = pass === 'coarse' && settings.align === 'none' && mattes.frames?.hasAll(plan.framed) === false;
    const laid = this.#layGrid(mattes, lattice, plan, way, settings, isQuick);
    onProgress(0.4);
    const look = isQuick ? 'quick' : pass;
    const samples = this.#sampleStage.of(mattes, laid, plan.shown, settings, look);
    const settled = settle(samples, settings, laid.hasSubject, (share) => onProgress(0.4 + 0.4 * share));
    const colored = colorFrames(settled, settings, samples.colors);
    onProgress(0.95);
    const result = describeClip({ ...plan, mattes, lattice: found, laid, settled, colored }, this.#video, settings);
    onProgress(1);
    return { ...result, isExact: samples.isExact };
  }

  #plan(
    settings: ClipSettings,
    range: FrameRange,
    { backdrop: { picture } }: Mattes,
    way: readonly Shift[] | undefined,
  ): Plan {
    const sketches = this.#sketchesAlong(range, picture, way);
    const loops = this.#loops.of(JSON.stringify([range, way && [picture, way]]), () =>
      findLoops(sketches, way ? DRIFT_LOOP_OPTIONS : LOOP_OPTIONS),
    );
    const choice = chooseMoments(sketches, loops, settings);
    const numbers = (moments: Choice['shown']): number[] => moments.map(({ number }) => range.first + number);
    const shown = numbers(choice.shown);
    const framed = [...new Set([...numbers(choice.cycle), ...shown])].sort((p, q) => p - q);
    return { range, sketches, loops, choice, framed, shown };
  }

  /** As if the camera had not moved, where its way is known. */
  #sketchesAlong(range: FrameRange, picture: Box, way: readonly Shift[] | undefined): readonly Sketch[] {
    const first = way?.[0];
    if (!way || !first) return this.#sketches.slice(range.first, range.end);
    return this.#followed.of(JSON.stringify([range, picture, way]), () =>
      way.map(({ x, y }, i) => {
        const shift = { x: x - first.x, y: y - first.y };
        return movedSketch(this.#frames[range.first + i] ?? new Uint8Array(), this.#video, picture, shift);
      }),
    );
  }

  /** Where the video's own cells go with a camera that drifts; undefined where that is not asked for or they do not. */
  #follow(
    settings: ClipSettings,
    lattice: Lattice | undefined,
    { backdrop: { picture, edges } }: Mattes,
    range: FrameRange,
  ): readonly Shift[] | undefined {
    if (settings.align !== 'drift') return undefined;
    const whole = layWhole(edges, this.#video, settings, lattice).grid;
    const cell = lattice?.cell ?? (settings.crop === 'subject' ? 0 : whole.cellWidth);
    if (cell < LEAST_FOLLOWED) return undefined;
    return this.#way.of(JSON.stringify([range, picture, cell]), () =>
      followLattice(this.#frames.slice(range.first, range.end), this.#video, picture, cell),
    );
  }

  /** The video's own cells, as they are found. */
  #findLattice({ backdrop: { picture } }: Mattes, range: FrameRange): Lattice | undefined {
    return this.#found.of(JSON.stringify([range, picture]), () =>
      findLattice(this.#fewOf(range), this.#video, picture),
    );
  }

  /** The cells to lay the grid along: those found, where they are sure, or of the width that was given. */
  #latticeFor(
    { grid }: ClipSettings,
    found: Lattice | undefined,
    { backdrop: { picture } }: Mattes,
    range: FrameRange,
  ): Lattice | undefined {
    if (grid.kind === 'off') return undefined;
    if (grid.kind === 'auto') return found && found.confidence >= SURE_LATTICE ? found : undefined;
    const cell = grid.cell * this.#video.pixel;
    return this.#told.of(JSON.stringify([range, picture, cell]), () =>
      latticeOf(cell, this.#fewOf(range), this.#video, picture),
    );
  }

  #fewOf({ first, end }: FrameRange): readonly Uint8Array[] {
    return spread(this.#frames.slice(first, end), FEW);
  }

  #layGrid(
    { frames, backdrop: { edges } }: Mattes,
    lattice: Lattice | undefined,
    { framed, range, loops }: Plan,
    way: readonly Shift[] | undefined,
    settings: ClipSettings,
    isQuick: boolean,
  ): LaidGrid {
    const ways = new Map(way?.map((shift, i) => [range.first + i, shift]));
    if (!frames) return layGrid(undefined, edges, this.#video, settings, lattice);
    const isDrifting = settings.align === 'drift';
    const all = isDrifting ? Array.from({ length: range.end - range.first }, (_, i) => range.first + i) : framed;
    const numbers = isQuick ? all.filter((_, i) => i % 2 === 0) : all;
    const period = loops[0]?.length ?? Math.round(USUAL_PERIOD * this.#video.fps);
    const silhouettes = numbers.map((number) => frames.of(number).silhouette);
    const places = way && numbers.map((number) => ways.get(number) ?? { x: 0, y: 0 });
    const subject = { numbers, silhouettes, framed: new Set(framed), period, places };
    return layGrid(subject, edges, this.#video, settings, lattice);
  }
}

/** One frame after the other, so that what is known of samples need not be held for all of them. */
function settle(
  samples: Samples,
  settings: ClipSettings,
  hasSubject: boolean,
  onProgress: (fraction: number) => void,
): readonly SettledFrame[] {
  const { width, coverage } = settings;
  const isGrounded = settings.align === 'ground' && hasSubject;
  const at = isGrounded ? samplesOnGround(samples, width, coverage) : samples.at;
  const settleNext = settler(settings);
  const settled = Array.from({ length: samples.count }, (_, i) => {
    onProgress(i / samples.count);
    return settleNext(at(i));
  });
  return isGrounded ? settledOnGround(settled, width) : settled;
}
