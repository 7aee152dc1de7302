import { expect, test } from 'vitest';
import { readSequence } from './readSequence.ts';

/** A picture that says it is of this size. */
function pictureOf(side: number) {
  return {
    width: side,
    height: side,
    frames: [{ pixels: new Uint32Array(1), width: 1, height: 1, x: 0, y: 0, duration: 100 }],
  };
}

test('pictures become the frames of one that is as large as the largest', async () => {
  const { width, frames } = await readSequence([1, 3, 2], async (side) => pictureOf(side));
  expect([width, frames.length]).toEqual([3, 3]);
});

test('reading stops where the pictures would fill the memory', async () => {
  const read: number[] = [];
  const reading = readSequence([...Array(4000).keys()], async (number) => {
    read.push(number);
    return pictureOf(8192);
  });
  await expect(reading).rejects.toMatchObject({
    code: 'too_large',
    reason: 'the first 5 of 4000 pictures are larger together than a sprite may be',
  });
  expect(read).toEqual([0, 1, 2, 3, 4]);
});
