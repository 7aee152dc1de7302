import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { arbitrarySprite } from '../arbitrarySprite.ts';
import { withoutIds } from '../withoutIds.ts';
import { decodeAseprite } from './decodeAseprite.ts';
import { encodeAseprite } from './encodeAseprite.ts';

const LONG = process.env.CELKILN_LONG === '1';

test('a sprite that is saved and opened is the same sprite', () => {
  fc.assert(
    fc.property(arbitrarySprite, (sprite) => {
      const bytes = encodeAseprite(sprite, nodeZlib);
      const again = decodeAseprite(bytes, nodeZlib);
      expect(withoutIds(again)).toEqual(withoutIds(sprite));
      expect(encodeAseprite(again, nodeZlib)).toEqual(bytes);
    }),
    { numRuns: LONG ? 1000 : 60, seed: 20261122 },
  );
});
