import { expect, test } from 'vitest';
import { pictures } from './pictures.ts';
import { stillFlicker } from './stillFlicker.ts';

const gray = (...values: readonly number[]): Float32Array =>
  Float32Array.from(values.flatMap((value) => [value, 0, 0]));

test('changes count only where the source stood still', () => {
  const play = pictures(`
    rrrr

    rgg.`);
  const reference = [gray(0.5, 0.5, 0.5, 0.5), gray(0.5, 0.5, 0.7, 0.5)];
  expect(stillFlicker(play, reference)).toEqual({ changed: 500, blinked: 0 });
});

test('there and back over a still source is a blink', () => {
  const play = pictures(`
    rrr

    rgg

    rrg`);
  const still = gray(0.5, 0.5, 0.5);
  expect(stillFlicker(play, [still, still, still])).toEqual({ changed: 500, blinked: 1000 / 3 });
});
