import { expect, test } from 'vitest';
import { jaggies } from './jaggies.ts';
import { pictures } from './pictures.ts';

test('a slope of steady runs has no jags', () => {
  const steady = pictures(`
    .........rrr
    ......rrrrrr
    ...rrrrrrrrr
    rrrrrrrrrrrr`);
  expect(jaggies(steady)).toBe(0);
});

test('a run that is too short between two long ones is a jag', () => {
  const jagged = pictures(`
    ........rrrr
    ....rrrrrrrr
    ...rrrrrrrrr
    rrrrrrrrrrrr`);
  expect(jaggies(jagged)).toBeGreaterThan(0);
});
