import fc from 'fast-check';
import { ALIGNMENTS, type ClipSettings, DITHERS, SAMPLERS } from '../../clip/clipSettings.ts';
import type { RawVideo } from '../rawVideo.ts';
import { toYuv } from './paintVideo.ts';

const color = fc.integer({ min: 0, max: 0xffffffff });
const share = (least: number, most: number): fc.Arbitrary<number> => fc.double({ min: least, max: most, noNaN: true });

/** Settings of every kind, for videos of about 80 pixels a side and up to a second. */
export const anySettings: fc.Arbitrary<ClipSettings> = fc.record({
  width: fc.integer({ min: 1, max: 24 }),
  height: fc.integer({ min: 1, max: 24 }),
  fps: fc.constant(10),
  range: fc.oneof(fc.constant(null), fc.record({ from: share(0, 1), to: share(0, 2) })),
  crop: fc.oneof(
    fc.constantFrom('subject' as const, 'picture' as const),
    fc.record({ x: share(-9, 60), y: share(-9, 60), width: share(1, 90), height: share(1, 90) }),
  ),
  grid: fc.oneof(
    fc.constantFrom({ kind: 'off' } as const, { kind: 'auto' } as const),
    fc.record({ kind: fc.constant('cell' as const), cell: share(2, 20) }),
  ),
  quality: fc.constantFrom(4, 6, 8),
  background: fc.oneof(
    fc.constantFrom({ kind: 'auto' } as const, { kind: 'keep' } as const),
    fc.record({ kind: fc.constant('key' as const), color }),
  ),
  matteSure: share(0.02, 0.15),
  matteSoft: share(0.04, 0.25),
  removeShadow: fc.boolean(),
  removeHoles: fc.boolean(),
  coverage: share(0.2, 0.8),
  sampler: fc.constantFrom(...SAMPLERS),
  detail: share(0, 1),
  outline: share(0, 0.25),
  palette: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.array(color, { maxLength: 300 })),
  colorCount: fc.integer({ min: 1, max: 256 }),
  merge: share(0, 0.08),
  rarity: share(0.3, 1),
  dither: fc.constantFrom(...DITHERS),
  steadiness: share(0, 0.08),
  stick: share(0, 0.2),
  mergeOrphans: fc.boolean(),
  loop: fc.oneof(
    fc.constantFrom({ kind: 'auto' } as const, { kind: 'off' } as const, { kind: 'once' } as const),
    fc.record({
      kind: fc.constant('span' as const),
      start: fc.integer({ min: 0, max: 12 }),
      length: fc.integer({ min: 1, max: 12 }),
    }),
  ),
  dropDuplicates: fc.boolean(),
  frameCount: fc.oneof(fc.constant(null), fc.integer({ min: 2, max: 12 })),
  align: fc.constantFrom(...ALIGNMENTS),
  frames: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 }),
  ),
});

/** Up to 11 frames of 3 x 3 patches, the corner ones often alike so that a backdrop is found. */
export const anyVideo: fc.Arbitrary<{ readonly frames: readonly Uint8Array[]; readonly video: RawVideo }> = fc
  .record({
    side: fc.integer({ min: 2, max: 14 }),
    backdrop: fc.oneof(fc.constant(null), color),
    pixel: fc.constantFrom(0.5, 1, 2),
    pictures: fc.array(fc.array(color, { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 11 }),
  })
  .map(({ side, backdrop, pixel, pictures }) => ({
    video: { width: 6 * side, height: 6 * side, fps: 10, from: 0, matrix: 'bt601', range: 'pc', pixel },
    frames: pictures.map((picture) =>
      toYuv(6 * side, 6 * side, (x, y) => {
        const patch = 3 * Math.floor(y / 2 / side) + Math.floor(x / 2 / side);
        return (patch === 4 ? undefined : backdrop) ?? picture[patch] ?? 0;
      }),
    ),
  }));
