import type { OptionGroup } from '../option.ts';
import { COLOR_OPTIONS } from './colorOptions.ts';
import type { MakePlan } from './makePlan.ts';
import { OUTPUT_OPTIONS } from './outputOptions.ts';
import { MATTE_OPTIONS, PICTURE_OPTIONS } from './pictureOptions.ts';
import { TIME_OPTIONS } from './timeOptions.ts';

/** Every option of `celkiln generate` and `celkiln pixelate`: one for each of ClipSettings, and where to write. */
export const MAKE_OPTIONS: readonly OptionGroup<MakePlan>[] = [
  OUTPUT_OPTIONS,
  PICTURE_OPTIONS,
  MATTE_OPTIONS,
  COLOR_OPTIONS,
  TIME_OPTIONS,
];
