import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Background } from './background.ts';
import { type MatteLimits, matteCutter } from './matte.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { plainMatte } from './testing/plainMatte.ts';
import { wholeTable, yuvKey } from './testing/wholeTable.ts';

const table = wholeTable({ matrix: 'bt709', range: 'tv' });
const share = (least: number, most: number): fc.Arbitrary<number> => fc.double({ min: least, max: most, noNaN: true });
const number = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const byte = number(0, 255);

/** @param half chroma samples across, `rows` of them down */
function videoOf(half: number, rows: number): RawVideo {
  return { width: 2 * half, height: 2 * rows, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };
}

/** How a sample's colour is made of the backdrop's: of light that is left, and steps away. */
const look = fc.record({
  light: fc.constantFrom(1, 1, 1, 0.9, 0.75, 0.5),
  steps: fc.tuple(number(-4, 4), number(-4, 4), number(-4, 4)),
  reach: fc.constantFrom(0, 1, 2, 3, 5, 9, 25),
});

const limits: fc.Arbitrary<MatteLimits> = fc
  .record({
    sure: share(0.01, 0.15),
    soft: share(0.01, 0.25),
    leastPiece: number(1, 9),
    leastHole: number(1, 9),
    removesShadow: fc.boolean(),
    removesHoles: fc.boolean(),
  })
  .map((found) => ({ ...found, soft: Math.max(found.sure, found.soft) }));

/** A frame before a backdrop that changes a little over the picture, and what part of it is the picture. */
const scene = fc
  .record({
    half: fc.oneof(number(1, 20), number(60, 140)),
    rows: number(1, 9),
    inset: fc.tuple(share(0, 1), share(0, 1), share(0, 1), share(0, 1)),
    // Near black other distances count.
    backdrop: fc.oneof(fc.tuple(byte, byte, byte), fc.tuple(number(8, 45), number(120, 136), number(120, 136))),
    spread: fc.constantFrom(0, 0.0005, 0.005, 0.05, 0.2),
    looks: fc.array(look, { minLength: 2, maxLength: 5 }),
    texture: fc.array(fc.tuple(number(-40, 40), number(-20, 20), number(-20, 20)), { maxLength: 2 }),
    limits,
  })
  .chain((found) =>
    fc.record({
      found: fc.constant(found),
      // Mostly the same as the sample before.
      picks: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(-1) }, number(0, 4)), {
        minLength: found.half * found.rows,
        maxLength: found.half * found.rows,
      }),
      steps: fc.array(share(-1, 1), { minLength: 7, maxLength: 7 }),
      grain: number(0, 7),
    }),
  )
  .map(({ found, picks, steps, grain }) => {
    const { half, rows, inset, backdrop, spread, looks, texture } = found;
    const video = videoOf(half, rows);
    const [middleL, middleA, middleB] = oklabOf(backdrop);
    const field = Float32Array.from({ length: 3 * half * rows }, (_, i) => {
      return ([middleL, middleA, middleB][i % 3] ?? 0) + spread * (steps[i % 7] ?? 0);
    });
    const background: Pick<Background, 'field' | 'texture'> = {
      field,
      texture: texture.map((step) => {
        const [lightness, a, b] = oklabOf(colorAlong(backdrop, step, 1));
        return { lightness, a, b };
      }),
    };
    const [left, right] = between(inset[0], inset[1], half);
    const [top, bottom] = between(inset[2], inset[3], rows);
    const box: Box = { left, top, right, bottom };
    const colors = looks.map(({ light, steps: away, reach }) =>
      colorAlong(backdrop, [away[0] * reach, away[1] * reach, away[2] * reach], light),
    );
    return { video, background, box, limits: found.limits, frame: frameOf(colors, picks, video, grain) };
  });

function oklabOf([y, u, v]: readonly [number, number, number]): readonly [number, number, number] {
  const key = yuvKey(y, u, v);
  return [table[key] ?? 0, table[key + 1] ?? 0, table[key + 2] ?? 0];
}

function colorAlong(
  [y, u, v]: readonly [number, number, number],
  [stepY, stepU, stepV]: readonly [number, number, number],
  light: number,
): readonly [number, number, number] {
  const whole = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
  return [
    whole(16 + light * (y - 16) + stepY),
    whole(128 + light * (u - 128) + stepU),
    whole(128 + light * (v - 128) + stepV),
  ];
}

/** From and to, in pixels; at least one chroma sample. Mostly the whole picture, as most videos have no bars. */
function between(one: number, other: number, count: number): readonly [number, number] {
  if (Math.abs(one - other) < 0.3) return [0, 2 * count];
  const start = Math.min(count - 1, Math.floor(Math.min(one, other) * count));
  return [2 * start, 2 * Math.max(start + 1, Math.ceil(Math.max(one, other) * count))];
}

function frameOf(
  colors: readonly (readonly [number, number, number])[],
  picks: readonly number[],
  { width, height }: RawVideo,
  grain: number,
): Uint8Array {
  const frame = new Uint8Array((width * height * 3) / 2);
  const half = width >> 1;
  let pick = 0;
  for (const [i, next] of picks.entries()) {
    if (next >= 0) pick = next;
    const [y = 0, u = 0, v = 0] = colors[pick % colors.length] ?? [];
    const [column, row] = [i % half, Math.floor(i / half)];
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const noise = (((i * 7 + dx * 3 + dy * 5) % 8) * grain) >> 3;
      frame[(2 * row + dy) * width + 2 * column + dx] = Math.min(255, y + noise);
    }
    frame[width * height + i] = u;
    frame[width * height * 1.25 + i] = v;
  }
  return frame;
}

test('a matte is what a flood over the classes of all samples gives, whatever was cut before', () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(fc.array(scene, { minLength: 1, maxLength: 3 }), (scenes) => {
      const cutters = scenes.map((one) => ({
        ...one,
        cut: matteCutter(one.background, one.video, one.box, one.limits),
      }));
      for (const { cut, background, video, box, limits: own, frame } of [...cutters, ...cutters]) {
        const found = cut(frame);
        expect(found).toEqual(plainMatte(background, video, box, table, own, frame));
        for (const value of found.matte) seen.add(value);
      }
    }),
    { seed: 9, numRuns: process.env.CELKILN_LONG === '1' ? 5000 : 1000 },
  );
  expect(seen).toEqual(new Set([0, 1, 2]));
});

/** Dark and less dark places of a backdrop by turns, at all of which a colour is seen: at the border, or enclosed. */
const rims = [
  { place: 'at the border', rim: [], sure: [0.02], soft: [0.05, 0.15] },
  { place: 'in a rim', rim: [-1], sure: [0.05, 0.15], soft: [0.15] },
] as const;
test.each(rims)('near black a colour $place is told by the slack of the very place', ({ rim, sure, soft }) => {
  const byteSteps = [124, 128, 132];
  const colors = Array.from({ length: 23 * 9 }, (_, i): readonly [number, number, number] => {
    return [16 + 2 * Math.floor(i / 9), byteSteps[i % 3] ?? 0, byteSteps[Math.floor(i / 3) % 3] ?? 0];
  });
  const bright = colors.push([235, 128, 128]) - 1;
  // One row for each colour, and a row of the rim between them.
  const line = (color: number): readonly number[] => [...rim, color, ...rim, color, ...rim];
  const picks = colors
    .flatMap((_, i) => [...rim.flatMap(() => line(-1)), ...line(i)])
    .concat(...rim.map(() => line(-1)));
  const half = line(0).length;
  const rows = picks.length / half;
  const video = videoOf(half, rows);
  const frame = frameOf(
    colors,
    picks.map((pick) => (pick < 0 ? bright : pick)),
    video,
    0,
  );
  const field = Float32Array.from({ length: 3 * picks.length }, (_, i) => {
    const isDark = Math.floor(i / 3) % half < half / 2;
    return i % 3 > 0 ? 0 : isDark ? 0.2 : 0.29;
  });
  const background = { field, texture: [] };
  const box: Box = { left: 0, top: 0, right: video.width, bottom: video.height };
  for (let step = 0; step < 1; step += 0.02) {
    const between = ([from, to = from]: readonly number[]): number => (from ?? 0) + step * ((to ?? 0) - (from ?? 0));
    for (const removesShadow of [false, true]) {
      const own = {
        sure: between(sure),
        soft: between(soft),
        removesShadow,
        leastPiece: 1,
        leastHole: 1,
        removesHoles: true,
      };
      const found = matteCutter(background, video, box, own)(frame);
      expect(found).toEqual(plainMatte(background, video, box, table, own, frame));
    }
  }
});
