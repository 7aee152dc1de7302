import * as z from 'zod';
import {
  ALIGNMENTS,
  CLIP_RANGES,
  type ClipSettings,
  DITHERS,
  SAMPLERS,
  type SettingRange,
} from '../shared/clip/clipSettings.ts';

const between = ({ least, most, step }: SettingRange) => {
  const number = step === 1 ? z.int() : z.number();
  return number.min(least).max(most);
};
const color = z.uint32();
/** Pixels and seconds of a video; more than any has. */
const MOST = 1 << 20;
const frame = z.int().min(0).max(MOST);

/** What clip settings must look like, from a page that is not trusted or from a file that anybody may have written. */
export const CLIP_SETTINGS: z.ZodType<ClipSettings> = z.strictObject({
  width: between(CLIP_RANGES.width),
  height: between(CLIP_RANGES.height),
  fps: between(CLIP_RANGES.fps),
  range: z
    .strictObject({ from: z.number().min(0).max(MOST), to: z.number().min(0).max(MOST) })
    .refine(({ from, to }) => from < to, 'the range is empty')
    .nullable(),
  crop: z.union([
    z.enum(['subject', 'picture']),
    z.strictObject({
      x: z.number().min(-MOST).max(MOST),
      y: z.number().min(-MOST).max(MOST),
      width: z.number().min(1).max(MOST),
      height: z.number().min(1).max(MOST),
    }),
  ]),
  grid: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['off', 'auto']) }),
    z.strictObject({ kind: z.literal('cell'), cell: between(CLIP_RANGES.cell) }),
  ]),
  quality: z.union([z.literal(4), z.literal(6), z.literal(8)]),
  background: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['auto', 'keep']) }),
    z.strictObject({ kind: z.literal('key'), color }),
  ]),
  matteSure: between(CLIP_RANGES.matteSure),
  matteSoft: between(CLIP_RANGES.matteSoft),
  removeShadow: z.boolean(),
  removeHoles: z.boolean(),
  coverage: between(CLIP_RANGES.coverage),
  sampler: z.enum(SAMPLERS),
  detail: between(CLIP_RANGES.detail),
  outline: between(CLIP_RANGES.outline),
  palette: z.array(color).min(1).max(256).nullable(),
  colorCount: between(CLIP_RANGES.colorCount),
  merge: between(CLIP_RANGES.merge),
  rarity: between(CLIP_RANGES.rarity),
  dither: z.enum(DITHERS),
  steadiness: between(CLIP_RANGES.steadiness),
  stick: between(CLIP_RANGES.stick),
  mergeOrphans: z.boolean(),
  loop: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['auto', 'off', 'once']) }),
    z.strictObject({ kind: z.literal('span'), start: frame, length: z.int().min(1).max(MOST) }),
  ]),
  dropDuplicates: z.boolean(),
  frameCount: between(CLIP_RANGES.frameCount).nullable(),
  align: z.enum(ALIGNMENTS),
  frames: z.array(frame).min(1).max(2000).nullable(),
});
