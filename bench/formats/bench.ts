import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { encodePng } from '../../src/shared/formats/png/encodePng.ts';
import { compositeFrame } from '../../src/shared/sprite/composite.ts';
import type { Sprite } from '../../src/shared/sprite/sprite.ts';
import { gif, open, save, sheet } from './inProcess.ts';
import { installed } from './installed.ts';
import { FLOOR, gifPrograms, type Material, sheetPrograms, spritePrograms, TILE_FILTER, versions } from './programs.ts';
import { timed, type Ways } from './timing.ts';
import { walkingFigure } from './walkingFigure.ts';

/**
 * How long files take: in this process, and as whole programs beside those that people use for the same. The frames are
 * those of a figure that walks over ground (walkingFigure.ts).
 *
 * node bench/formats/bench.ts [runs] [part of a title]
 */
const RUNS = Number(process.argv[2] ?? 15);
const WANTED = process.argv[3] ?? '';
const SHEET_FRAMES = 100;

const folder = join(tmpdir(), 'celkiln-bench', 'formats');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const [small, large] = [walkingFigure(64, 120), walkingFigure(512, 500)];
const smallFile = await written('figure.aseprite', small);
const largeFile = await written('large.aseprite', large);
console.log(`Node ${process.version}; ${(await versions()).join('; ')}; medians (and least) of ${RUNS} runs`);

await measure('In process, 120 frames of 64 x 64', {
  'read the bytes only': () => readFileSync(join(folder, 'figure.aseprite')),
  open: () => open(smallFile),
  save: () => save(small),
  'GIF of 120 frames': () => gif(small),
  'sheet of 100 frames': () => sheet(small, SHEET_FRAMES),
});
await measure('In process, 500 frames of 512 x 512', {
  'read the bytes only': () => readFileSync(join(folder, 'large.aseprite')),
  open: () => open(largeFile),
  save: () => save(large),
});

const material: Material = {
  folder,
  celkiln: await installed(join(folder, 'celkiln')),
  frameNames: await writtenFrames(small),
};
await measure('Programs, sheet of 100 frames', sheetPrograms(material), TILE_FILTER);
await measure('Programs, GIF of 120 frames', gifPrograms(material), 'ffmpeg, palettegen and paletteuse');
await measure('Programs, open and save', spritePrograms(material), FLOOR);

async function written(name: string, sprite: Sprite): Promise<Uint8Array> {
  const bytes = save(sprite);
  await writeFile(join(folder, name), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
  return bytes;
}

async function writtenFrames(sprite: Sprite): Promise<readonly string[]> {
  const names = sprite.frames.map((_, frame) => `frame${String(frame).padStart(3, '0')}.png`);
  for (const [frame, name] of names.entries()) {
    const { width, height } = sprite;
    const picture = { width, height, colorMode: 'rgba', pixels: compositeFrame(sprite, frame) } as const;
    await writeFile(join(folder, name), encodePng(picture, nodeZlib));
  }
  return names;
}

/** Prints a table; with the name of another way, how many times as long as that each takes. */
async function measure(title: string, ways: Ways, beside?: string): Promise<void> {
  if (!title.includes(WANTED)) return;
  const results = await timed(ways, RUNS, 2);
  const other = results.find(({ name }) => name === beside)?.median;
  console.log(`\n${title}${beside === undefined ? '' : `; x is that of "${beside}"`}`);
  for (const { name, median, least } of results) {
    const ratio = other === undefined ? '' : `${(median / other).toFixed(2)} x`.padStart(9);
    console.log(`  ${name.padEnd(36)}${median.toFixed(1).padStart(9)} ms (${least.toFixed(1)})${ratio}`);
  }
}
