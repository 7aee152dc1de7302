import type { Loop } from '../clip/clipReport.ts';
import type { ClipSettings } from '../clip/clipSettings.ts';
import type { PixelClip } from '../sprite/pixelClip.ts';
import { assignIndices } from './assignIndices.ts';
import { choosePalette } from './choosePalette.ts';
import { durations } from './durations.ts';
import { findLoops } from './findLoops.ts';
import { flicker } from './flicker.ts';
import type { Grid } from './grid.ts';
import { colorHistogram } from './histogram.ts';
import { mergeOrphans } from './mergeOrphans.ts';
import type { RawVideo } from './rawVideo.ts';
import { cellSampler } from './sampleCells.ts';
import { type Scene, SceneFinder, type SceneWarning } from './scene.ts';
import { type SettledFrame, settler } from './settle.ts';
import { type Sketch, sketch, sketchDistance } from './sketch.ts';
import { type YuvTable, yuvTable } from './yuvTable.ts';

export type PixelateWarning =
  | SceneWarning
  /** A loop was asked for and none was found; all frames are there. */
  | 'no_loop';

export interface PixelateReport {
  /** How plain the backdrop is, 0 to 1; null when it was not asked about. */
  readonly backgroundConfidence: number | null;
  /** In pixels of the decoded frames. */
  readonly grid: Grid;
  /** Best first; the first one was taken when a loop was asked for. */
  readonly loops: readonly Loop[];
  readonly paletteSize: number;
  /** Cells in a thousand that change though the source stood still. */
  readonly flicker: number;
  readonly warnings: readonly PixelateWarning[];
}

export interface Pixelated {
  readonly clip: PixelClip;
  readonly report: PixelateReport;
}

/** Neighbouring frames that differ less (OKLab) are one frame, shown longer. */
const DUPLICATE = 0.003;
/** Frames of the video. */
const SHORTEST_LOOP = 6;
const LONGEST_LOOP = 96;
/** In usual steps between neighbours; a worse seam is seen. */
const SEAM_LIMIT = 0.6;

/** Takes frames one by one, as a decoder gives them, and makes a clip of all of them. */
export interface Pixelator {
  /** Keeps the frame; it must not be changed afterwards. */
  add(frame: Uint8Array): void;
  /** @param onProgress is told the share of the work done, 0 to 1 */
  finish(onProgress?: (fraction: number) => void): Pixelated;
}

/**
 * Makes pixel art of raw yuv420p frames: finds the picture, its backdrop and the motion's cycle, lays a grid over the
 * subject, takes one colour a cell, and one palette for all frames. The same input gives the same bytes.
 *
 * @param table for this kind of video, where the caller has it already
 */
export function pixelator(video: RawVideo, options: ClipSettings, table: YuvTable = yuvTable(video)): Pixelator {
  const frames: Uint8Array[] = [];
  const sketches: Sketch[] = [];
  const finder = new SceneFinder(video, options, table);
  return {
    add: (frame) => {
      frames.push(frame);
      sketches.push(sketch(frame, video, table));
      finder.add(frame);
    },
    finish: (onProgress = () => {}) => finish({ frames, sketches, finder }, video, options, table, onProgress),
  };
}

/** As `pixelator`, for frames that are all at hand. */
export function pixelate(
  frames: readonly Uint8Array[],
  video: RawVideo,
  options: ClipSettings,
  table?: YuvTable,
): Pixelated {
  const work = pixelator(video, options, table);
  for (const frame of frames) work.add(frame);
  return work.finish();
}

interface Gathered {
  readonly frames: readonly Uint8Array[];
  readonly sketches: readonly Sketch[];
  readonly finder: SceneFinder;
}

function finish(
  { frames, sketches, finder }: Gathered,
  video: RawVideo,
  options: ClipSettings,
  table: YuvTable,
  onProgress: (fraction: number) => void,
): Pixelated {
  const loops = findLoops(sketches, { least: SHORTEST_LOOP, most: LONGEST_LOOP, seamLimit: SEAM_LIMIT });
  const moments = chooseMoments(sketches, options.loop.kind === 'auto' ? loops[0] : undefined);
  const shown = moments.map(({ frame }) => frame);
  const chosen = shown.flatMap((number) => frames[number] ?? []);
  onProgress(0.1);

  const scene = finder.find(shown);
  onProgress(0.4);
  const settled = settleFrames(chosen, scene, video, options, table, (share) => onProgress(0.4 + 0.4 * share));
  const colors = colorsFor(settled, options);
  const assigned = assignIndices(settled, colors, options.steadiness);
  const indices = mergeOrphans(assigned, options.width, colors);
  const finished = options.palette ? { palette: [0, ...colors], indices } : withoutUnused(colors, indices);
  const counts = moments.map(({ count }) => count);
  const spans = durations(counts, video.fps);
  const { palette } = finished;
  const clip: PixelClip = {
    width: options.width,
    height: options.height,
    palette,
    frames: finished.indices.map((entries, t) => ({ indices: entries, duration: spans[t] ?? 1 })),
  };
  const { confidence, grid } = scene;
  const warnings: readonly PixelateWarning[] =
    options.loop.kind === 'auto' && loops.length === 0 ? [...scene.warnings, 'no_loop'] : scene.warnings;
  const flickering = flicker(settled, indices);
  onProgress(1);
  const report = {
    backgroundConfidence: confidence,
    grid,
    loops,
    paletteSize: palette.length - 1,
    flicker: flickering,
    warnings,
  };
  return { clip, report };
}

function settleFrames(
  frames: readonly Uint8Array[],
  scene: Scene,
  video: RawVideo,
  options: ClipSettings,
  table: YuvTable,
  onProgress: (fraction: number) => void,
): readonly SettledFrame[] {
  const sample = cellSampler(video, scene.area, scene.grid, table, options.quality, options.sampler);
  const settle = settler(options);
  return frames.map((frame, t) => {
    onProgress(t / frames.length);
    return settle(sample(frame, scene.mattes?.[t]));
  });
}

/** Which source frames to show, and how many source frames each stands for. */
function chooseMoments(
  sketches: readonly Sketch[],
  loop: Loop | undefined,
): readonly { readonly frame: number; readonly count: number }[] {
  const first = loop?.start ?? 0;
  const end = loop ? loop.start + loop.length : sketches.length;
  const moments: { frame: number; count: number }[] = [];
  for (let frame = first; frame < end; frame++) {
    const last = moments.at(-1);
    const [before, now] = [sketches[last?.frame ?? -1], sketches[frame]];
    if (last && before && now && sketchDistance(before, now) < DUPLICATE) last.count++;
    else moments.push({ frame, count: 1 });
  }
  return moments;
}

function colorsFor(frames: readonly SettledFrame[], options: ClipSettings): readonly number[] {
  if (options.palette) return [...new Set(options.palette.filter((color) => color >>> 24 === 255))].slice(0, 255);
  const histogram = colorHistogram(frames, options.rarity);
  return choosePalette(histogram, { colorCount: Math.min(255, options.colorCount), merge: options.merge });
}

/** Leaves out the colours that no pixel shows; entry 0 of the palette is transparent. */
function withoutUnused(
  colors: readonly number[],
  frames: readonly Uint8Array[],
): { readonly palette: readonly number[]; readonly indices: readonly Uint8Array[] } {
  const used = new Uint8Array(256);
  for (const frame of frames) for (let i = 0; i < frame.length; i++) used[frame[i] ?? 0] = 1;
  const kept = colors.filter((_, i) => used[i + 1] === 1);
  const places = Uint8Array.from([0, ...colors], (color, i) => (i === 0 ? 0 : kept.indexOf(color) + 1));
  return { palette: [0, ...kept], indices: frames.map((frame) => frame.map((index) => places[index] ?? 0)) };
}
