import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitrarySprite } from '../../../shared/formats/arbitrarySprite.ts';
import { encodeAseprite } from '../../../shared/formats/aseprite/encodeAseprite.ts';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import { rasterFrom } from '../../../shared/sprite/raster.ts';
import type { ContentId, Sprite } from '../../../shared/sprite/sprite.ts';
import { browserZlib } from '../browserZlib.ts';
import { spriteOf } from '../documents.ts';
import { RequestFailed } from '../requestFailed.ts';
import type { DocumentId } from '../session.ts';
import { documentOf, gesture, sessionWith } from '../testSession.ts';
import { PackedSprites } from './packedSprites.ts';
import { imagesOf, partsOf, withoutPixels } from './pixelParts.ts';
import { type PackJob, SpritePacker } from './SpritePacker.ts';

const ONE = 1 as DocumentId;
const TWO = 2 as DocumentId;
const always = () => true;

/** A packer over a worker in this thread, to which jobs cross as they do to a real one. */
function setUp() {
  let sprites = new PackedSprites(browserZlib);
  const jobs: PackJob[] = [];
  let pauses = 0;
  let broken = false;
  const perform = async (job: PackJob): Promise<Uint8Array | null> => {
    if (job.kind === 'encode') return sprites.encode(job.document, job.sprite, job.numbers);
    if (job.kind === 'take') await sprites.take(job.document, job.parts);
    else sprites.forget(job.document);
    return null;
  };
  const packer = new SpritePacker({
    async ask(job) {
      if (broken) throw new RequestFailed({ code: 'internal', message: 'The worker stopped.' });
      jobs.push(job);
      return perform(structuredClone(job));
    },
    pause: async () => void pauses++,
  });
  return {
    packer,
    jobs,
    pauses: () => pauses,
    /** The worker stops, and with the next job there is a new one. */
    stop(now: boolean) {
      broken = now;
      sprites = new PackedSprites(browserZlib);
    },
    /** Bytes of pixels that were handed over since the last look. */
    handedOver() {
      const parts = jobs.splice(0).flatMap((job) => (job.kind === 'take' ? job.parts : []));
      return parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
    },
  };
}

test('by the same zlib the file is to the byte the one that a save writes, whatever the sprite holds, and so is the next', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySprite, arbitrarySprite, async (first, second) => {
      const { packer } = setUp();
      for (const sprite of [first, second, first]) {
        expect(await packer.pack(ONE, sprite, always)).toEqual(encodeAseprite(sprite, browserZlib));
      }
    }),
    { numRuns: process.env.CELKILN_LONG === '1' ? 3000 : 100 },
  );
});

/** An image of 8 x 8 pixels, the third row of which is set, seen from (0, 1) on. */
const IMAGE = {
  kind: 'image',
  id: 1 as ContentId,
  raster: rasterFrom('grayscale', new Uint16Array(64).fill(0xffff, 16, 24), 8, 8),
  bounds: { x: 0, y: 1, width: 8, height: 5 },
} as const;

test('an image comes in whole rows, none larger than was asked for', () => {
  const parts = [...partsOf(IMAGE, 7, 40)];
  expect(parts.map(({ content, at, total, bytes }) => [content, at, total, bytes.length])).toEqual([
    [7, 0, 80, 32],
    [7, 32, 80, 32],
    [7, 64, 80, 16],
  ]);
  expect(parts.map(({ bytes }) => [...bytes].filter((byte) => byte === 255).length)).toEqual([16, 0, 0]);
  // A row that is larger by itself comes alone, and no pixels are a part, too.
  expect([...partsOf(IMAGE, 7, 1)]).toHaveLength(5);
  expect([...partsOf({ ...IMAGE, bounds: { ...IMAGE.bounds, height: 0 } }, 7)]).toEqual([
    { content: 7, at: 0, total: 0, bytes: new Uint8Array(0) },
  ]);
});

test('without its pixels a sprite shows the same images', () => {
  const sprite = spriteOf(documentOf(gesture(sessionWith({ width: 8, height: 8 }), [[1, 1]])));
  const [image] = imagesOf(sprite);
  const [bare] = imagesOf(withoutPixels(sprite));
  expect(image?.raster.chunks.size).toBe(1);
  expect(bare).toEqual({ ...image, raster: { ...image?.raster, chunks: new Map() } });
});

test('only images that have changed are handed over again', async () => {
  const { packer, handedOver, jobs } = setUp();
  let session = gesture(sessionWith({ width: 8, height: 8 }), [
    [0, 0],
    [3, 0],
  ]);
  const before = spriteOf(documentOf(session));
  await packer.pack(ONE, before, always);
  expect(handedOver()).toBe(4 * 4);
  await packer.pack(ONE, { ...before, width: 9 }, always);
  expect(handedOver()).toBe(0);
  session = gesture(session, [[0, 1]]);
  await packer.pack(ONE, spriteOf(documentOf(session)), always);
  expect(handedOver()).toBe(4 * 2 * 4);
  // Another document's images are its own.
  await packer.pack(TWO, before, always);
  expect(handedOver()).toBe(4 * 4);
  packer.forget(ONE);
  expect(jobs).toEqual([{ kind: 'forget', document: ONE }]);
  await packer.pack(ONE, before, always);
  expect(handedOver()).toBe(4 * 4);
});

/** A sprite with an image of 3 MB. */
function largeSprite(): Sprite {
  const side = 888;
  const session = sessionWith({ width: side, height: side });
  return spriteOf(
    documentOf(
      gesture(session, [
        [0, 0],
        [side - 1, side - 1],
      ]),
    ),
  );
}

test('between a few megabytes and the next the window draws, and may say that the file is not wanted any more', async () => {
  const { packer, jobs, pauses } = setUp();
  const sprite = largeSprite();
  let asked = 0;
  expect(await packer.pack(ONE, sprite, () => ++asked < 3)).toBe(null);
  expect(jobs.map(({ kind }) => kind)).toEqual(['take', 'take']);
  expect(pauses()).toBe(3);
  for (const job of jobs) {
    if (job.kind === 'take') for (const { bytes } of job.parts) expect(bytes.length).toBeLessThanOrEqual(1024 * 1024);
  }
  expect(await packer.pack(ONE, sprite, always)).toEqual(encodeAseprite(sprite, browserZlib));
});

test('a worker that stops costs one try; the next one hands everything over again', async () => {
  const { packer, stop } = setUp();
  const sprite = newSprite({ width: 8, height: 8 });
  await packer.pack(ONE, sprite, always);
  stop(true);
  await expect(packer.pack(ONE, sprite, always)).rejects.toMatchObject({ code: 'internal' });
  stop(false);
  expect(await packer.pack(ONE, sprite, always)).toEqual(encodeAseprite(sprite, browserZlib));
});

test('a sprite that no file can hold is refused as a save refuses it', async () => {
  const { packer } = setUp();
  const sprite = newSprite({ width: 8, height: 8, layerName: 'x'.repeat(70_000) });
  await expect(packer.pack(ONE, sprite, always)).rejects.toMatchObject({ code: 'not_encodable' });
});
