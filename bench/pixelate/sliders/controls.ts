import type { ClipSettings } from '../../../src/shared/clip/clipSettings.ts';
import { rgba } from '../../../src/shared/sprite/color.ts';

/** A control of the studio's panel, with changes that somebody makes at it. */
export interface Control {
  readonly name: string;
  /** Milliseconds until something new is to be seen. */
  readonly coarse: number;
  /** Milliseconds until it is exact; both passes count. */
  readonly exact: number;
  /** What the panel shows before, where it is not the defaults. */
  readonly before?: Partial<ClipSettings>;
  /** Each is made from there. */
  readonly changes: readonly Partial<ClipSettings>[];
}

/** What only draws the same samples anew follows the hand. */
const AT_ONCE = { coarse: 150, exact: 150 };
/** What looks at the frames again is first to be seen coarsely. */
const SOON = { coarse: 500, exact: 1000 };

const SUNSET = [0x1a1c2c, 0x5d275d, 0xb13e53, 0xef7d57, 0xffcd75, 0xa7f070, 0x38b764, 0x257179].map(opaque);
const SEA = [0x0b1021, 0x1d2b53, 0x29366f, 0x3b5dc9, 0x41a6f6, 0x73eff7, 0xf4f4f4, 0x94b0c2].map(opaque);
const MANY = { colorCount: 200, merge: 0 };

/** All controls whose change needs no other frames. */
export const CONTROLS: readonly Control[] = [
  { name: 'colours, 24 to 8-48', ...AT_ONCE, changes: [8, 12, 16, 32, 48].map((colorCount) => ({ colorCount })) },
  {
    name: 'colours, to 64-200',
    ...AT_ONCE,
    changes: [64, 96, 128, 160, 200].map((count) => ({ ...MANY, colorCount: count })),
  },
  {
    name: 'own palette',
    ...AT_ONCE,
    changes: [SUNSET, SEA, SUNSET.slice(2), SEA.slice(1)].map((palette) => ({ palette })),
  },
  { name: 'merge', ...AT_ONCE, changes: [0, 0.02, 0.04, 0.06, 0.08].map((merge) => ({ merge })) },
  { name: 'rarity', ...AT_ONCE, changes: [0.3, 0.4, 0.6, 0.8, 1].map((rarity) => ({ rarity })) },
  {
    name: 'dither',
    ...AT_ONCE,
    changes: (['bayer2', 'bayer4', 'bayer8', 'blue'] as const).map((dither) => ({ dither })),
  },
  {
    name: 'dither, 200 colours',
    ...AT_ONCE,
    before: MANY,
    changes: (['bayer2', 'bayer4', 'bayer8', 'blue'] as const).map((dither) => ({ dither })),
  },
  { name: 'steadiness', ...AT_ONCE, changes: [0, 0.015, 0.045, 0.06, 0.08].map((steadiness) => ({ steadiness })) },
  { name: 'stick', ...AT_ONCE, changes: [0, 0.05, 0.15, 0.2].map((stick) => ({ stick })) },
  { name: 'lone pixels', ...AT_ONCE, changes: [{ mergeOrphans: false }] },
  { name: 'outline', ...AT_ONCE, changes: [0.05, 0.1, 0.15, 0.2, 0.25].map((outline) => ({ outline })) },
  { name: 'coverage', ...AT_ONCE, changes: [0.2, 0.35, 0.65, 0.8].map((coverage) => ({ coverage })) },
  {
    name: 'majority, colours',
    ...AT_ONCE,
    before: { sampler: 'majority' },
    changes: [8, 12, 16, 32, 48].map((colorCount) => ({ colorCount })),
  },
  {
    name: 'majority, own palette',
    ...AT_ONCE,
    before: { sampler: 'majority' },
    changes: [SUNSET, SEA, SUNSET.slice(2), SEA.slice(1)].map((palette) => ({ palette })),
  },
  {
    name: 'sampler',
    ...SOON,
    changes: (['majority', 'dpid', 'area', 'nearest'] as const).map((sampler) => ({ sampler })),
  },
  { name: 'detail', ...SOON, before: { sampler: 'dpid' }, changes: [0, 0.25, 0.75, 1].map((detail) => ({ detail })) },
  { name: 'quality', ...SOON, changes: [{ quality: 4 }, { quality: 8 }] },
  { name: 'key colour', ...SOON, changes: [keyed(38, 171, 64), keyed(30, 160, 60), keyed(50, 180, 80)] },
  { name: 'backdrop kept', ...SOON, changes: [{ background: { kind: 'keep' } }] },
  { name: 'tolerance', ...SOON, changes: [0.03, 0.04, 0.06, 0.08, 0.1].map((matteSure) => ({ matteSure })) },
  { name: 'softness', ...SOON, changes: [0.06, 0.12, 0.15, 0.2].map((matteSoft) => ({ matteSoft })) },
  { name: 'shadow', ...SOON, changes: [{ removeShadow: false }] },
  { name: 'holes', ...SOON, changes: [{ removeHoles: false }] },
  { name: 'size', ...SOON, changes: [32, 48, 56, 60].map((side) => ({ width: side, height: side })) },
  { name: 'crop', ...SOON, changes: [{ crop: 'picture' }, { crop: { x: 330, y: 60, width: 640, height: 640 } }] },
  {
    name: 'cells of the video',
    ...SOON,
    changes: [12, 16, 20].map((cell) => ({ grid: { kind: 'cell', cell } as const })),
  },
  { name: 'align', ...SOON, changes: (['ground', 'drift'] as const).map((align) => ({ align })) },
  { name: 'loop', ...SOON, changes: [{ loop: { kind: 'off' } }, { loop: { kind: 'span', start: 6, length: 24 } }] },
  { name: 'range', ...SOON, changes: [1, 2, 3].map((from) => ({ range: { from, to: 5 } })) },
  { name: 'frames at most', ...SOON, changes: [6, 8, 12, 16].map((frameCount) => ({ frameCount })) },
];

function keyed(red: number, green: number, blue: number): Partial<ClipSettings> {
  return { background: { kind: 'key', color: rgba(red, green, blue) } };
}

function opaque(rgb: number): number {
  return rgba(rgb >> 16, (rgb >> 8) & 255, rgb & 255);
}
