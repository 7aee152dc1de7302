import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { browserZlib } from '../../../renderer/editor/browserZlib.ts';
import { withoutIds } from '../withoutIds.ts';
import { decodeAseprite } from './decodeAseprite.ts';
import { encodeAseprite } from './encodeAseprite.ts';
import { randomFile } from './randomFile.ts';

const LONG = process.env.CELKILN_LONG === '1';
const files = fc
  .array(fc.nat(255), { minLength: 200, maxLength: 3000, size: 'max' })
  .map((dice) => randomFile(dice, nodeZlib));

test('whatever stands where nothing is known comes back byte for byte', () => {
  fc.assert(
    fc.property(files, (bytes) => {
      const sprite = decodeAseprite(bytes, nodeZlib);
      expect(Buffer.compare(encodeAseprite(sprite, nodeZlib), bytes)).toBe(0);
      expect(withoutIds(decodeAseprite(bytes, browserZlib))).toEqual(withoutIds(sprite));
    }),
    { numRuns: LONG ? 5000 : 150, seed: 20261127 },
  );
});
