import { MOTIONS } from './motions/motions.ts';
import { BACKGROUNDS, type BackgroundName, paintBackground } from './paint/background.ts';
import { aim, boundsOf } from './paint/camera.ts';
import { clear, createCanvas } from './paint/canvas.ts';
import { createGrain, develop } from './paint/grain.ts';
import type { Rgb } from './paint/material.ts';
import { paintPart } from './paint/paintPart.ts';
import type { Wish } from './parsePrompt.ts';
import { chance } from './random.ts';
import { dress, stage } from './stage.ts';
import type { Skin } from './subjects/subject.ts';
import { SUBJECTS } from './subjects/subjects.ts';
import { PAINTS } from './words.ts';

/** Free space around everything that moves, as a share of the picture's sides. */
const MARGIN = 0.08;

export interface DemoFormat {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly fps: number;
  /** The clip ends where it begins. */
  readonly loop: boolean;
  readonly seed: number;
}

/** A clip as its one cycle: frame i of the clip is picture i modulo `period`. */
export interface Scene {
  readonly frames: number;
  readonly period: number;
  /** Even, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Paints a picture of the cycle, rgb24. Always the same one for the same index. */
  readonly paint: (index: number) => Uint8Array;
}

/** Sets up what a prompt asks for: figure, motion, colours, background, camera. */
export function createScene(wish: Wish, format: DemoFormat): Scene {
  const { width, height, seed } = format;
  const subject = SUBJECTS[wish.subject];
  const skin = dress(
    subject,
    wish.colors.map((name) => PAINTS[name]),
  );
  const frames = Math.max(1, Math.round(format.seconds * format.fps));
  const cycle = cycleOf(frames, MOTIONS[wish.motion].seconds * format.fps, format.loop);
  const pictures = Array.from({ length: cycle.period }, (_, i) =>
    stage(subject, wish.motion, (i * cycle.turns) / cycle.period, skin),
  );
  const camera = aim(boundsOf(pictures), width, height, MARGIN);
  const key = BACKGROUNDS[wish.background ?? keyFor(skin, seed)];
  const background = paintBackground(width, height, key, seed);
  const grain = createGrain(seed);
  const canvas = createCanvas(width, height);
  const paint = (index: number): Uint8Array => {
    clear(canvas, background);
    for (const [i, part] of (pictures[index] ?? []).entries()) paintPart(canvas, part, i + 1, camera);
    return develop(canvas.colors, grain, index);
  };
  return { frames, period: cycle.period, width, height, paint };
}

/**
 * Pictures until the clip repeats, and cycles of the motion in them. A looping clip holds whole cycles: as long as
 * looks natural, of a whole number of frames if there is one near. Others are cut off in the middle of a motion.
 */
export function cycleOf(
  frames: number,
  natural: number,
  loop: boolean,
): { readonly period: number; readonly turns: number } {
  const wish = Math.max(2, Math.round(natural));
  if (!loop) return { period: frames % wish === 0 ? wish + 1 : wish, turns: 1 };
  const near = Array.from({ length: frames }, (_, i) => i + 1)
    .filter((length) => frames % length === 0 && length > wish / 1.4 && length < wish * 1.4)
    .sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish))[0];
  if (near !== undefined) return { period: near, turns: 1 };
  return { period: frames, turns: Math.max(1, Math.round(frames / wish)) };
}

/** A key colour that is far from the subject's own; grey now and then. */
function keyFor(skin: Skin, seed: number): BackgroundName {
  if (chance(seed, 0) < 0.15 && chroma(skin.main.base) > 60) return 'grey';
  const keys: readonly BackgroundName[] = ['green', 'magenta', 'blue'];
  const nearest = (name: BackgroundName): number =>
    Math.min(contrast(BACKGROUNDS[name], skin.main.base), contrast(BACKGROUNDS[name], skin.accent.base) * 1.3);
  return nearest('green') > 120 ? 'green' : keys.reduce((best, name) => (nearest(name) > nearest(best) ? name : best));
}

function contrast(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function chroma(color: Rgb): number {
  return Math.max(...color) - Math.min(...color);
}
