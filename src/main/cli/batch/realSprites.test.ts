import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readPicture } from './readPicture.ts';
import { ran } from './testSprites.fixture.ts';

/** Sprites that Aseprite wrote, with every frame as an independent reader renders it; beside the project, not in it. */
const FOLDER = fileURLToPath(new URL('../../../../../shared/data/aseprite', import.meta.url));
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.aseprite')) : [];

async function pixelsOf(png: Uint8Array): Promise<Uint32Array | undefined> {
  return (await readPicture(png)).frames[0]?.pixels.map((pixel) => (pixel >>> 24 === 0 ? 0 : pixel));
}

test('every frame of real sprites is saved as it should look', async () => {
  for (const name of names) {
    const { outputs } = await ran(FOLDER, `-b @/${name} --save-as out/{title}.f{frame000}.png`);
    for (const { path, bytes } of outputs) {
      const expected = await pixelsOf(readFileSync(path.replace('out', FOLDER)));
      expect([path, await pixelsOf(bytes)]).toEqual([path, expected]);
    }
  }
});

interface Data {
  readonly frames: readonly { readonly filename: string; readonly spriteSourceSize: object }[];
  readonly meta: { readonly layers: readonly object[] };
}

async function data(words: string): Promise<Data> {
  return JSON.parse((await ran(FOLDER, `-b ${words} --format json-array --data=`)).printed);
}

/** Facts that Aseprite's own tests of its command line state about these sprites. */
const FACTS: Readonly<Record<string, () => Promise<void>>> = {
  'tags3.aseprite': async () => {
    expect((await data('--layer c @/tags3.aseprite --trim --sheet-pack')).frames.length).toBe(12);
    expect((await data('--layer c @/tags3.aseprite --trim --ignore-empty')).frames.length).toBe(4);
  },
  'groups3abc.aseprite': async () => {
    const listed = async (words: string) =>
      (await data(`--all-layers ${words} @/groups3abc.aseprite --list-layers`)).meta.layers;
    expect([(await listed('')).length, (await listed('--ignore-layer c')).length]).toEqual([12, 8]);
    expect(await listed('--split-layers')).toEqual(await listed(''));
  },
  'point4frames.aseprite': async () => {
    const sources = async (words: string) =>
      (await data(`--layer a @/point4frames.aseprite --trim ${words}`)).frames.map((frame) => frame.spriteSourceSize);
    expect(await sources('--merge-duplicates')).toEqual(await sources(''));
  },
};

test('sheets of real sprites have the facts that Aseprite states about them', async () => {
  for (const name of names) await FACTS[name]?.();
});
