import * as z from 'zod';
import { LIMITS } from '../shared/sprite/sprite.ts';

const frame = z.int().min(0).max(LIMITS.frames);

/** The fields of TakenFrames, from a page that is not trusted or from a record that anybody may have written. */
export const TAKEN_FRAMES = {
  layer: z.string().max(65_535),
  place: z.int().min(0).max(65_535),
  from: frame,
  to: frame,
};
