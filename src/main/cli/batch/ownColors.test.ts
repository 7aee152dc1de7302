import { expect, test } from 'vitest';
import type { FileImage } from '../../../shared/formats/fileImage.ts';
import { decodePng } from '../../../shared/formats/png/decodePng.ts';
import { encodePng } from '../../../shared/formats/png/encodePng.ts';
import { gray, rgba } from '../../../shared/sprite/color.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';
import { ran, withSprites } from './testSprites.fixture.ts';

const RED = rgba(200, 0, 0);
const twoReds = encodePng(
  {
    width: 4,
    height: 1,
    colorMode: 'indexed',
    pixels: Uint8Array.of(2, 1, 0, 2),
    palette: [0, RED, RED, rgba(1, 2, 3)],
  },
  nodeZlib,
);
const grays = encodePng(
  { width: 3, height: 1, colorMode: 'grayscale', pixels: Uint16Array.of(gray(0), gray(90, 40), gray(255)) },
  nodeZlib,
);

async function saved(source: Uint8Array, words: string) {
  const images: FileImage[] = [];
  await withSprites({ 'p.png': source }, async (folder) => {
    const { outputs } = await ran(folder, words);
    const pictures = outputs.filter(({ path }) => path.endsWith('.png'));
    images.push(...pictures.map(({ bytes }) => decodePng(bytes, nodeZlib)));
  });
  return images;
}

test('pixels keep their entries where a palette has a colour twice, in pictures and sheets', async () => {
  const [still, doubled, sheet] = await saved(
    twoReds,
    '-b @/p.png --save-as @/still.png --scale 2 --save-as @/doubled.png --sheet @/sheet.png --shape-padding 1 --data @/x.json',
  );
  expect(still).toEqual(decodePng(twoReds, nodeZlib));
  expect([...(doubled?.pixels ?? [])]).toEqual([2, 2, 1, 1, 0, 0, 2, 2, 2, 2, 1, 1, 0, 0, 2, 2]);
  expect(sheet?.palette).toEqual(still?.palette);
  expect([...(sheet?.pixels ?? [])]).toEqual([...(doubled?.pixels ?? [])]);
});

test('a grayscale picture opens as a grayscale sprite and is saved as a grayscale picture', async () => {
  const [still, colored] = await saved(grays, '-b @/p.png --save-as @/still.png --color-mode rgb --save-as @/rgb.png');
  expect(still).toEqual(decodePng(grays, nodeZlib));
  expect(colored?.colorMode).toBe('rgba');
});
