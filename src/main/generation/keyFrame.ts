import { JOB_LIMITS } from '../../../supabase/functions/_shared/job.ts';
import type { DecodedImage } from '../../shared/ipc.ts';
import { encodePng } from '../files/images.ts';
import { scaleUp } from '../files/scaleUp.ts';
import { GenerationError } from './generationError.ts';

/** Pixels of the longer side; about the size of the smallest videos that providers make. */
const LEAST_SIDE = 512;

/**
 * A frame as a video can begin or end with it: a PNG in base64, enlarged by a whole number so that the longer side has at least
 * 512 pixels, by a smaller one where it would not fit otherwise.
 *
 * @throws GenerationError `frame_too_large` when it does not fit even as it is
 */
export async function keyFrameOf({ width, height, pixels }: DecodedImage): Promise<string> {
  const frame = { width, height, pixels };
  for (let factor = Math.ceil(LEAST_SIDE / Math.max(width, height)); factor >= 1; factor--) {
    const png = Buffer.from(await encodePng(scaleUp(frame, factor))).toString('base64');
    if (png.length <= JOB_LIMITS.frameLength) return png;
  }
  throw new GenerationError(
    'frame_too_large',
    'This frame holds too much detail to be sent. Make the sprite smaller, or leave the frame out.',
  );
}
