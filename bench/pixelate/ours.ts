import { type CutTools, cutFrames } from '../../src/main/generation/cutFrames.ts';
import { type ClipSettings, DEFAULT_CLIP } from '../../src/shared/clip/clipSettings.ts';
import type { CutClip } from '../../src/shared/pixelate/clipCutter.ts';
import { type ClipScene, levelName } from './clips/clipScene.ts';
import { placeOf, VIDEO_FPS, VIDEO_WIDTH } from './clips/place.ts';
import { PERIOD, SIDE } from './clips/sprites/indexCanvas.ts';
import { alphaFlicker } from './metrics/alphaFlicker.ts';
import { blurPixels } from './metrics/blurPixels.ts';
import { colorsUsed } from './metrics/colorsUsed.ts';
import { falseBlink } from './metrics/falseBlink.ts';
import { falseFlicker } from './metrics/falseFlicker.ts';
import { halo } from './metrics/halo.ts';
import { type Hit, hit } from './metrics/hit.ts';
import { jaggies } from './metrics/jaggies.ts';
import { matteOverlap } from './metrics/matteOverlap.ts';
import { orphans } from './metrics/orphans.ts';
import type { Playback } from './metrics/playback.ts';
import { trueBackdrop, truePlayback, type Window } from './truth.ts';

/** The palette's size that is asked for. */
export const COLORS = 24;

export interface Figures {
  readonly hit: Hit;
  readonly falseFlicker: number;
  readonly falseBlink: number;
  readonly overlap: number;
  readonly alphaFlicker: number;
  readonly halo: number;
  readonly orphans: number;
  readonly blur: number;
  readonly jaggies: number;
  readonly colors: number;
}

export interface OurFigures extends Figures {
  readonly period: number;
  /** All entries of the palette are used, and there are not more than were asked for. */
  readonly isPaletteExact: boolean;
  /** A second run gave the same bytes. */
  readonly isSameAgain: boolean;
  /** The backdrop was found not to be plain, and the user is told. */
  readonly isRefused: boolean;
}

/** Cuts a clip twice as a user would who knows the grid, and compares with the truth. */
export async function ours(scene: ClipScene, file: string, tools: CutTools): Promise<OurFigures> {
  const result = await cutFrames(file, settingsFor(scene), tools);
  const again = await cutFrames(file, settingsFor(scene), tools);
  return { ...judge(scene, result), isSameAgain: isEqual(result, again) };
}

/** The defaults, but for what the scene asks for. */
export function settingsFor(scene: ClipScene): ClipSettings {
  return { ...DEFAULT_CLIP, ...framing(scene), colorCount: COLORS, fps: VIDEO_FPS };
}

export function judge(scene: ClipScene, result: CutClip): Omit<OurFigures, 'isSameAgain'> {
  const { clip, report } = result;
  const shown = playbackOf(result);
  const window = windowOf(scene, result, shown);
  const used = colorsUsed(shown);
  return {
    ...compare(scene, window, shown),
    period: shown.frames.length,
    isPaletteExact: used === clip.palette.length - 1 && used <= COLORS,
    isRefused: report.warnings.includes('background_not_found'),
  };
}

/** All figures of a result beside its truth. */
export function compare(scene: ClipScene, window: Window, shown: Playback): Figures {
  const truth = truePlayback(scene, window);
  return {
    hit: hit(truth, shown),
    falseFlicker: falseFlicker(truth, shown),
    falseBlink: falseBlink(truth, shown),
    overlap: matteOverlap(truth, shown),
    alphaFlicker: alphaFlicker(truth, shown),
    halo: halo(truth, shown, trueBackdrop(scene, window)),
    orphans: orphans(shown),
    blur: blurPixels(shown),
    jaggies: jaggies(shown),
    colors: colorsUsed(shown),
  };
}

/** Whole cells are told by the size of the picture alone; for others the grid is given as the area to show. */
function framing(scene: ClipScene): Pick<ClipSettings, 'width' | 'height' | 'crop' | 'align'> {
  const { x, y, top, bottom, inCells } = placeOf(scene);
  const { cell } = scene;
  const align = scene.drift ? 'drift' : 'none';
  if (inCells) return { width: VIDEO_WIDTH / cell, height: (bottom - top) / cell, crop: 'picture', align };
  return { width: SIDE, height: SIDE, crop: { x, y, width: SIDE * cell, height: SIDE * cell }, align };
}

/** The result as it plays: each frame as often as it is shown at the video's rate. */
export function playbackOf({ clip }: CutClip, fps: number = VIDEO_FPS): Playback {
  const frames = clip.frames.flatMap(({ indices, duration }) => {
    const picture = Uint32Array.from(indices, (index) => clip.palette[index] ?? 0);
    return Array.from({ length: Math.round((duration * fps) / 1000) }, () => picture);
  });
  return { width: clip.width, height: clip.height, frames };
}

function windowOf(scene: ClipScene, { clip, report }: CutClip, shown: Playback): Window {
  const { column, row } = placeOf(scene).inCells ?? { column: 0, row: 0 };
  const start = report.frames[0]?.number ?? 0;
  const frames = shown.frames.map((_, t) => start + t);
  const window = { width: clip.width, height: clip.height, column, row, frames };
  if (!scene.drift) return window;
  // A camera that moves by more than a pixel leaves open which pixel is the first; one answer has to fit all frames.
  const shifts = [-1, 0, 1].flatMap((dy) =>
    [-1, 0, 1, 2].map((dx) => ({ ...window, column: column + dx, row: row + dy })),
  );
  const percents = shifts.map((shift) => hit(truePlayback(scene, shift), shown).percent);
  return shifts[percents.indexOf(Math.max(...percents))] ?? window;
}

function isEqual(one: CutClip, other: CutClip): boolean {
  const text = ({ clip, report }: CutClip): string =>
    JSON.stringify([clip.palette, clip.frames.map(({ indices, duration }) => [[...indices], duration]), report]);
  return text(one) === text(other);
}

/** Whether all that is asked of a clip was reached, and what was not. */
export function misses(scene: ClipScene, figures: OurFigures): readonly string[] {
  if (levelName(scene, 'backdrop') === 'textured' && figures.isRefused && figures.isSameAgain) return [];
  return [
    ...(figures.hit.percent < 99 ? ['hit'] : []),
    ...(figures.falseFlicker > 2 ? ['flicker'] : []),
    ...(figures.overlap < 0.99 ? ['matte'] : []),
    ...(figures.halo > 2 ? ['halo'] : []),
    ...(figures.isPaletteExact ? [] : ['palette']),
    ...(figures.period === PERIOD ? [] : ['loop']),
    ...(figures.isSameAgain ? [] : ['bytes']),
  ];
}
