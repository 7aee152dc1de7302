import { expect, test } from 'vitest';
import { orphans } from './orphans.ts';
import { pictures } from './pictures.ts';

test('pixels with no neighbour of their colour; corners do not count as neighbours', () => {
  const one = pictures(`
    rrrr
    r#rr
    rr#.
    r..g`);
  expect(orphans(one)).toBeCloseTo(3000 / 13);
});
