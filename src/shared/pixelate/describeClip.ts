import type { ClipOverlays, ClipReport, ClipWarning, FoundGrid, Loop } from '../clip/clipReport.ts';
import type { ClipSettings } from '../clip/clipSettings.ts';
import type { PixelClip } from '../sprite/pixelClip.ts';
import type { ColoredFrames } from './colorFrames.ts';
import { durations } from './durations.ts';
import { SEAM_LIMIT } from './findLoops.ts';
import { flicker } from './flicker.ts';
import type { FrameRange } from './frameRange.ts';
import { areaOf } from './grid.ts';
import { type Lattice, SURE_LATTICE } from './lattice.ts';
import type { LaidGrid } from './layGrid.ts';
import type { Mattes } from './matteStage.ts';
import type { Choice } from './moments.ts';
import { offPalette } from './offPalette.ts';
import { pivot } from './pivot.ts';
import type { RawVideo } from './rawVideo.ts';
import { seam } from './seam.ts';
import type { SettledFrame } from './settle.ts';
import type { Sketch } from './sketch.ts';

/** Cells in a thousand, far from their entry, that say that a palette lacks colours. */
const LACKING = 50;

/** All that the stages found. */
export interface CutStages {
  readonly range: FrameRange;
  /** Of the frames in the range. */
  readonly sketches: readonly Sketch[];
  readonly loops: readonly Loop[];
  readonly choice: Choice;
  readonly mattes: Mattes;
  /** The video's own cells, where there may be some. */
  readonly lattice: Lattice | undefined;
  readonly laid: LaidGrid;
  readonly settled: readonly SettledFrame[];
  readonly colored: ColoredFrames;
}

/** Puts together the clip, what there is to tell of it, and what can be laid over it. */
export function describeClip(
  stages: CutStages,
  video: RawVideo,
  settings: ClipSettings,
): { readonly clip: PixelClip; readonly report: ClipReport; readonly overlays: ClipOverlays } {
  const { range, sketches, loops, choice, mattes, lattice, laid, settled, colored } = stages;
  const { palette, indices } = colored;
  const restless = flicker(settled, indices);
  const strange = offPalette(settled, indices, palette);
  const jump = seam(choice.shown, sketches, loops);
  const report: ClipReport = {
    area: areaOf(laid.grid, video),
    backgroundConfidence: mattes.backdrop.background?.confidence ?? null,
    grid: lattice ? foundGrid(lattice, laid, video) : null,
    loops,
    seam: jump,
    frames: choice.shown.map(({ number }) => ({ number, seconds: secondsOf(range.first + number, video) })),
    frameTotal: range.end - range.first,
    colorCount: palette.length - 1,
    flicker: restless.share,
    offPalette: strange.share,
    pivot: laid.hasSubject ? pivot(indices, settings.width) : null,
    warnings: [
      ...(settings.background.kind !== 'keep' && !mattes.frames ? (['background_not_found'] as const) : []),
      ...laid.warnings,
      ...(choice.shown.length > 1 ? playWarnings(settings, loops, jump) : []),
      ...(settings.palette && strange.share > LACKING ? (['palette_lacks_colors'] as const) : []),
    ],
  };
  const coverage = laid.hasSubject ? settled.map((frame) => frame.coverage) : [];
  const overlays = { flicker: restless.map, offPalette: strange.maps, coverage };
  return { clip: clipOf(choice, colored, video, settings), report, overlays };
}

function clipOf(
  { shown }: Choice,
  { palette, indices }: ColoredFrames,
  { fps }: RawVideo,
  settings: ClipSettings,
): PixelClip {
  const spans = durations(
    shown.map(({ count }) => count),
    fps,
  );
  const frames = indices.map((entries, t) => ({ indices: entries, duration: spans[t] ?? 1 }));
  return { width: settings.width, height: settings.height, palette, frames };
}

/** Frames lie on whole multiples of their time, counted from the video's begin. */
function secondsOf(number: number, { from, fps }: RawVideo): number {
  return (Math.round(from * fps) + number) / fps;
}

function foundGrid({ cell, confidence }: Lattice, { grid }: LaidGrid, { pixel }: RawVideo): FoundGrid | null {
  if (confidence < SURE_LATTICE) return null;
  const width = Math.max(1, Math.round((grid.width * grid.cellWidth) / cell));
  const height = Math.max(1, Math.round((grid.height * grid.cellHeight) / cell));
  return { cell: cell / pixel, confidence, width, height };
}

function playWarnings({ loop }: ClipSettings, loops: readonly Loop[], jump: number | null): readonly ClipWarning[] {
  if (loop.kind === 'auto' && loops.length === 0) return ['no_loop'];
  const isPlayedRound = loop.kind === 'auto' || loop.kind === 'span';
  return isPlayedRound && jump !== null && jump > SEAM_LIMIT ? ['rough_seam'] : [];
}
