import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { browserZlib } from '../../editor/browserZlib.ts';
import { deflate } from './deflate.ts';

test('what the browser deflates is the zlib stream that a file holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
      const stream = await deflate(new Uint8Array(bytes));
      expect(browserZlib.inflate(stream, bytes.length)).toEqual({
        content: new Uint8Array(bytes),
        length: stream.length,
      });
    }),
  );
  // More than a stream takes at once.
  const large = new Uint8Array(3_000_000).map((_, at) => (at * at) >> 7);
  expect(browserZlib.inflate(await deflate(large), large.length).content).toEqual(large);
});
