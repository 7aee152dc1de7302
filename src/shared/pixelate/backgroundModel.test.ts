import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type BackgroundModel,
  confidenceOf,
  evenModel,
  fieldOf,
  fitNear,
  isWithin,
  medianModel,
} from './backgroundModel.ts';
import { kernel } from './kernel/kernel.ts';
import { type PictureSamples, SAMPLE_BYTES } from './pictureSamples.ts';
import type { RawVideo } from './rawVideo.ts';

type Place = readonly [x: number, y: number];
type Color = readonly [lightness: number, a: number, b: number];

const black = evenModel({ lightness: 0, a: 0, b: 0 });

/** Puts samples into the kernel, as `PictureSamples` describes them. */
function samplesOf(samples: readonly (readonly [Place, Color, side?: number])[]): PictureSamples {
  const at = kernel.room('testSamples', samples.length * SAMPLE_BYTES);
  for (const [i, [place, color, side = 0]] of samples.entries()) {
    kernel.view(Float64Array, at + i * SAMPLE_BYTES, 2).set(place);
    kernel.view(Float32Array, at + i * SAMPLE_BYTES + 16, 3).set(color);
    kernel.view(Int32Array, at + i * SAMPLE_BYTES + 28, 1).set([side]);
  }
  return { at, count: samples.length };
}

function evaluate(model: BackgroundModel, [x, y]: Place): Color {
  const terms = [1, x, y, x * x, x * y, y * y];
  const channel = (k: number): number => terms.reduce((sum, term, i) => sum + term * (model[6 * k + i] ?? 0), 0);
  return [channel(0), channel(1), channel(2)];
}

const raster = Array.from({ length: 81 }, (_, i): Place => [(i % 9) / 4 - 1, Math.floor(i / 9) / 4 - 1]);
const anyModel = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 18, maxLength: 18 })
  .map((values) => Float64Array.from(values));

test('finds the surface that the colours were taken from', () => {
  fc.assert(
    fc.property(anyModel, (model) => {
      const samples = samplesOf(raster.map((place) => [place, evaluate(model, place)]));
      const found = fitNear(black, samples, Number.POSITIVE_INFINITY) ?? black;
      for (const place of raster) {
        const wanted = evaluate(model, place);
        for (const [k, value] of evaluate(found, place).entries()) expect(value).toBeCloseTo(wanted[k] ?? 0, 3);
      }
    }),
    { seed: 4, numRuns: 50 },
  );
});

test('places on one line are no trouble', () => {
  const line = samplesOf(
    Array.from({ length: 60 }, (_, i) => [
      [i / 30 - 1, 0],
      [0.5, 0, 0],
    ]),
  );
  const found = fitNear(black, line, Number.POSITIVE_INFINITY) ?? black;
  expect(evaluate(found, [0.3, 0])[0]).toBeCloseTo(0.5, 3);
});

test('only what is near is fitted, and too little is not', () => {
  const grey = raster.map((place) => [place, [0.52, 0, 0]] as const);
  const subject = raster.map((place) => [place, [0.9, 0.1, 0]] as const);
  const even = evenModel({ lightness: 0.5, a: 0, b: 0 });
  const found = fitNear(even, samplesOf([...grey, ...subject]), 0.05) ?? black;
  expect(evaluate(found, [1, -1])[0]).toBeCloseTo(0.52, 4);
  expect(fitNear(even, samplesOf([...grey.slice(0, 40), ...subject]), 0.05)).toBeUndefined();
  expect(fitNear(even, samplesOf([]), 0.05)).toBeUndefined();
});

test('the middle colour of any number of samples', () => {
  const lightness = fc.double({ min: 0, max: 1, noNaN: true }).map(Math.fround);
  fc.assert(
    fc.property(fc.array(fc.oneof(lightness, fc.constantFrom(0, 0.5, 1)), { maxLength: 60 }), (values) => {
      const model = medianModel(
        samplesOf(
          values.map((value) => [
            [0, 0],
            [value, -value, 0.25],
          ]),
        ),
      );
      const wanted = (some: readonly number[]): number => some.toSorted((p, q) => p - q)[some.length >> 1] ?? 0;
      expect(model[0]).toBe(wanted(values));
      expect(model[6]).toBeCloseTo(wanted(values.map((value) => -value)), 12);
      expect(model[12]).toBe(values.length === 0 ? 0 : 0.25);
    }),
    { seed: 5 },
  );
});

test('confidence comes from the best three sides, and falls where colours spread', () => {
  const grey = evenModel({ lightness: 0.5, a: 0, b: 0 });
  const sides = (lights: readonly number[]): number =>
    confidenceOf(
      grey,
      samplesOf(lights.flatMap((light, side) => raster.map((place) => [place, [light, 0, 0], side] as const))),
    );
  expect(sides([0.5, 0.5, 0.5, 0.5])).toBe(1);
  expect(sides([0.5, 0.9, 0.5, 0.5])).toBe(1);
  expect(sides([0.5, 0.9, 0.9, 0.5])).toBeCloseTo((2 / 3 - 0.6) / 0.4);
  expect(sides([0.5, 0.9, 0.9, 0.9])).toBe(0);
  expect(sides([0.54, 0.54, 0.54, 0.54])).toBeCloseTo(0.5, 5);
  expect(sides([])).toBe(0);
});

test('a model that leaves a colour behind in one corner is not within reach of it', () => {
  const color = { lightness: 0.5, a: 0.1, b: -0.1 };
  const tilted = evenModel(color);
  tilted[4] = 0.2;
  expect([
    isWithin(evenModel(color), color, 0.1),
    isWithin(tilted, color, 0.21),
    isWithin(tilted, color, 0.19),
  ]).toEqual([true, true, false]);
});

test('the field is the model at each chroma sample, -1 to 1 over the picture within its bars', () => {
  const video: RawVideo = { width: 24, height: 20, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };
  const picture = { left: 4, top: 2, right: 20, bottom: 18 };
  fc.assert(
    fc.property(anyModel, (model) => {
      const field = fieldOf(model, video, picture);
      expect(field).toHaveLength(12 * 10 * 3);
      for (let i = 0; i < 120; i++) {
        const [x, y] = [i % 12, Math.floor(i / 12)];
        const wanted = evaluate(model, [(x - 2) / 4 - 1, (y - 1) / 4 - 1]);
        for (const [k, value] of wanted.entries()) expect(field[3 * i + k]).toBeCloseTo(value, 5);
      }
      const raster = fieldOf(model, video, picture, 5);
      const places = [0, 5, 10, 60, 65, 70];
      expect(raster).toHaveLength(3 * places.length);
      for (const [i, value] of raster.entries()) {
        expect(value).toBeCloseTo(field[3 * (places[Math.floor(i / 3)] ?? 0) + (i % 3)] ?? 0, 5);
      }
    }),
    { seed: 6, numRuns: 20 },
  );
});
