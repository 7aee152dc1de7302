import { expect, test } from 'vitest';
import { STANDING, WAVING } from '../../src/main/backend/demo/picture/testPictures.ts';
import type { GenerationParts } from '../../src/main/openParts.ts';
import { openDocument } from '../../src/renderer/editor/documents.ts';
import { regenerationOf, usualRange } from '../../src/renderer/editor/regenerate.ts';
import { activeDocument, type Document } from '../../src/renderer/editor/session.ts';
import { startFrameOf } from '../../src/renderer/editor/startFrame.ts';
import { sessionWith } from '../../src/renderer/editor/testSession.ts';
import { type Draft, NEW_CLIP, requestOf, startingFrom } from '../../src/renderer/ui/generate/draft.ts';
import { spriteOfFrames } from '../../src/shared/formats/spriteOfFrames.ts';
import type { GenerationRequest } from '../../src/shared/ipc.ts';
import { alpha } from '../../src/shared/sprite/color.ts';
import { paletteOf } from '../../src/shared/sprite/palette.ts';
import type { PixelClip } from '../../src/shared/sprite/pixelClip.ts';
import { CAT, partsIn, statesOf, withFolder } from './parts.ts';

/** The demo generator with a sprite's own frames, from the question to the cut; nothing is set but its haste. */
const DEMO = { framePixels: 960 * 540, seconds: 5 };

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

function documentOf(pictures: readonly Picture[]): Document {
  const { width = 1, height = 1 } = pictures[0] ?? {};
  const frames = pictures.map((picture) => ({ ...picture, x: 0, y: 0, duration: 100 }));
  const sprite = spriteOfFrames({ width, height, frames });
  const session = openDocument(sessionWith({ width, height }), { name: 'test', file: null, sprite, saved: false });
  return activeDocument(session) ?? fail('No document.');
}

async function clipOf({ generations }: GenerationParts, request: GenerationRequest): Promise<PixelClip> {
  const { id } = await generations.generate(request);
  const last = (await statesOf({ generations } as GenerationParts, id)).at(-1);
  if (last?.state.stage !== 'ready') fail(JSON.stringify(last?.state));
  return generations.clipOf(id);
}

function pictureOf({ width, height, palette, frames }: PixelClip, frame: number): Picture {
  const indices = frames.at(frame)?.indices ?? fail('No such frame.');
  return { width, height, pixels: Uint32Array.from(indices, (entry) => palette[entry] ?? 0) };
}

/** The share of cells that show the very colour that the picture has there. */
function agreement(clip: PixelClip, frame: number, { pixels }: Picture): number {
  const shown = pictureOf(clip, frame).pixels;
  const same = pixels.filter((pixel, i) => (alpha(pixel) === 0 ? 0 : pixel) === shown[i]);
  return same.length / pixels.length;
}

function fail(message: string): never {
  throw new Error(message);
}

test('another take of frames begins and ends with the very pixels, and moves in between', async () => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder, DEMO);
    const cat = await clipOf(parts, { ...CAT, settings: { ...CAT.settings, width: 48, height: 48 } });
    for (const [first, last, prompt] of [
      [STANDING, WAVING, 'a fellow jumps'],
      [pictureOf(cat, 0), pictureOf(cat, Math.floor(cat.frames.length / 2)), 'the cat walks'],
    ] as const) {
      const document = documentOf([first, first, first, first, last]);
      const clip = await clipOf(parts, regenerationOf(document, usualRange(document), prompt));
      expect(clip.frames).toHaveLength(5);
      expect(agreement(clip, 0, first)).toBeGreaterThan(0.995);
      expect(agreement(clip, -1, last)).toBeGreaterThan(0.995);
      for (const frame of [1, 2, 3]) {
        expect(agreement(clip, frame, first)).toBeLessThan(0.98);
        expect(agreement(clip, frame, last)).toBeLessThan(0.98);
      }
      const known = new Set([0, ...first.pixels, ...last.pixels]);
      expect(clip.palette.filter((color) => !known.has(color))).toEqual([]);
    }
    await parts.close();
  });
});

test('a clip that begins with a frame shows it in its place, and loops', async () => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder, DEMO);
    const document = documentOf([STANDING]);
    const colors = paletteOf([...new Set(STANDING.pixels)].filter((color) => color !== 0));
    for (const loop of [false, true]) {
      const draft: Draft = { ...NEW_CLIP, prompt: 'he jumps', loop, startFrom: 'frame' };
      const sized = { ...draft, ...startingFrom('frame', document) };
      const clip = await clipOf(parts, requestOf(sized, colors, startFrameOf(document, draft.background)));
      expect([clip.width, clip.height]).toEqual([16, 16]);
      const fits = clip.frames.map((_, frame) => agreement(clip, frame, STANDING));
      expect(fits[0]).toBeGreaterThan(0.995);
      expect(Math.min(...fits)).toBeLessThan(0.9);
      // One cycle of the jump, of 1.25 seconds.
      if (!loop) continue;
      expect(clip.frames.reduce((sum, { duration }) => sum + duration, 0)).toBeCloseTo(1250, -2);
    }
    // After a restart it is cut again, as it was.
    const [{ id } = fail('It is listed.')] = await parts.generations.list();
    const before = await parts.generations.clipOf(id);
    await parts.close();
    const again = partsIn(folder, DEMO);
    expect(await again.generations.clipOf(id)).toEqual(before);
    await again.close();
  });
});

test('a picture that is none is refused in words', async () => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder);
    const { jobs } = await parts.cloud.jobs();
    const order = { prompt: 'a cat', width: 32, height: 32, colorCount: 16, fps: 12, startFrame: 'iVBORw0KGgoAAAAA' };
    await expect(jobs.generateVideo(order)).rejects.toMatchObject({
      code: 'submit_failed',
      message: expect.stringContaining('keyframes.frame0 is not a PNG'),
    });
    await parts.close();
  });
});
