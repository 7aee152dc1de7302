import { blue, green, red } from '../../../../shared/sprite/color.ts';
import type { Build } from '../motions/motion.ts';
import { MOTIONS } from '../motions/motions.ts';
import type { Wish } from '../parsePrompt.ts';
import { chance } from '../random.ts';
import { cycleOf, type DemoFormat, type Scene } from '../scene.ts';
import { SUBJECTS } from '../subjects/subjects.ts';
import { type Body, bodyOf } from './body.ts';
import { type Cells, cellsOf } from './cells.ts';
import { cutOut } from './cutOut.ts';
import { deform } from './deform.ts';
import { morphBetween } from './morph.ts';
import { type Stance, stances } from './stance.ts';
import { swayScene } from './swayScene.ts';

/** What a video begins and ends with: one or both, of the same size, RGBA. */
export interface KeyPictures {
  readonly start: Cells | undefined;
  readonly end: Cells | undefined;
}

/** Seconds for which the pictures at both ends stand still, so that no choice of frames misses them. */
const HELD = 1 / 6;
/** The longest side of a video for so many pixels, as a multiple of a square's. */
const LONGEST = 2;

/**
 * A clip in which the given picture itself moves as the prompt's motion says, by whole pixels of its own, before its own
 * backdrop. It has the picture's shape, whatever the format's, and about as many pixels. Its first frame is the start
 * picture; with an end picture there is one slow motion on the way to that, which is the last frame, and without one
 * the motion comes back to where it began as often as there is time.
 */
export function createPictureScene(wish: Wish, pictures: KeyPictures, format: DemoFormat): Scene {
  const { seed, fps } = format;
  const given = [pictures.start, pictures.end].filter((picture) => picture !== undefined);
  const { pictures: cut, backdrop } = cutOut(cellsOf(given), wish.background);
  const [first, last] = [cut[0] ?? EMPTY, cut.at(-1) ?? EMPTY];
  const frames = Math.max(1, Math.round(format.seconds * fps));
  const cycle = pictures.end ? { period: frames, turns: 1 } : cycleOf(frames, MOTIONS[wish.motion].seconds * fps, true);
  const held = pictures.end ? Math.min(Math.round(HELD * fps), Math.floor((frames - 1) / 2)) : 0;
  const shareAt = (index: number): number =>
    pictures.end ? clamped((index - held) / Math.max(1, frames - 1 - 2 * held)) : index / cycle.period;
  const body = bodyOf(first);
  const stanceAt = stances(wish.motion, buildOf(wish, body), {
    strength: 0.85 + 0.3 * chance(seed, 4),
    side: chance(seed, 5) < 0.5 ? 1 : -1,
    tall: body ? body.bottom - body.top : first.height,
  });
  const between = morphBetween(first, last, 2 * Math.PI * chance(seed, 6));
  const factor = factorFor(first, format.width * format.height);
  const paint = (index: number): Uint8Array => {
    const share = shareAt(index);
    const cells = between(share);
    const stance = stanceAt((share * cycle.turns) % 1);
    return painted(backdrop === null ? swayScene(cells, stance) : moved(cells, stance), backdrop ?? 0, factor);
  };
  return { frames, period: cycle.period, width: first.width * factor, height: first.height * factor, paint };
}

const EMPTY: Cells = { width: 1, height: 1, pixels: new Uint32Array(1) };

/** What the prompt names moves as it does; anything else on its two feet, or as a whole. */
function buildOf({ subject, isNamed }: Wish, body: Body | undefined): Build {
  if (isNamed) return SUBJECTS[subject].build;
  return (body?.stride ?? null) === null ? 'blob' : 'biped';
}

function moved(cells: Cells, stance: Stance): Cells {
  const body = bodyOf(cells);
  return body ? deform(cells, body, stance) : cells;
}

/** How often a picture is enlarged; even, because the video has one colour for 2 x 2 pixels. */
function factorFor({ width, height }: Cells, pixels: number): number {
  const most = Math.min(Math.sqrt(pixels / (width * height)), (LONGEST * Math.sqrt(pixels)) / Math.max(width, height));
  return Math.max(2, 2 * Math.floor(most / 2));
}

/** Three bytes a pixel, every pixel of the picture a square. */
function painted({ width, height, pixels }: Cells, backdrop: number, factor: number): Uint8Array {
  const across = width * factor;
  const bytes = new Uint8Array(3 * across * height * factor);
  for (let y = 0; y < height; y++) {
    const row = 3 * y * factor * across;
    for (let x = 0, at = row; x < width; x++) {
      const color = pixels[y * width + x] || backdrop;
      for (let i = 0; i < factor; i++) {
        bytes[at++] = red(color);
        bytes[at++] = green(color);
        bytes[at++] = blue(color);
      }
    }
    for (let copy = 1; copy < factor; copy++) bytes.copyWithin(row + 3 * copy * across, row, row + 3 * across);
  }
  return bytes;
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}
