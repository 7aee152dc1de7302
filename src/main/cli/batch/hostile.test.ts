import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitrarySprite } from '../../../shared/formats/arbitrarySprite.ts';
import { encodeAseprite } from '../../../shared/formats/aseprite/encodeAseprite.ts';
import { arbitraryMutation } from '../../../shared/formats/mutations.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';
import { BatchError } from './batchError.ts';
import { ran, withSprites } from './testSprites.fixture.ts';

const seed = 31;
const samples = fc.sample(arbitrarySprite, { numRuns: 20, seed }).map((sprite) => encodeAseprite(sprite, nodeZlib));

const LINES = [
  '--list-layer-hierarchy --list-tags --list-slices @/x.ase',
  '--crop 0,0,9,9 @/x.ase --save-as @/out/{layer}-{tag}-{frame}.png',
  '--crop -3,2,9,9 --all-layers --split-layers --split-tags --trim --merge-duplicates --extrude @/x.ase --sheet @/s.png',
  '--crop 1,1,5,5 --play-subtags --oneframe @/x.ase --color-mode rgb --save-as @/x.gif',
  '--all-layers --export-tileset --list-layers --list-tags --list-slices @/x.ase --data @/t.json',
];

test('a damaged sprite ends in files within the folder or in one line that names it', async () => {
  await withSprites({}, async (folder) => {
    const run = async (bytes: Uint8Array, line: string): Promise<void> => {
      await writeFile(join(folder, 'x.ase'), bytes);
      try {
        const { outputs } = await ran(folder, `-b ${line}`);
        expect(outputs.filter(({ path }) => !path.startsWith(`${folder}/`))).toEqual([]);
      } catch (error) {
        if (!(error instanceof BatchError)) throw error;
        expect(error.message).toMatch(/x\.ase|^The sheet/);
      }
    };
    await fc.assert(fc.asyncProperty(arbitraryMutation(samples), fc.constantFrom(...LINES), run), {
      numRuns: process.env.CELKILN_LONG === '1' ? 2000 : 80,
      seed,
    });
  });
}, 120_000);
