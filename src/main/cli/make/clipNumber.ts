import { CLIP_RANGES, type ClipSettings, DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import type { Option } from '../option.ts';
import { numberWithin, wholeNumber } from '../values.ts';
import { type MakePlan, withClip } from './makePlan.ts';

/** The settings that are a number within bounds. */
type NumberSetting = {
  [Name in keyof typeof CLIP_RANGES & keyof ClipSettings]: number extends ClipSettings[Name] ? Name : never;
}[keyof typeof CLIP_RANGES & keyof ClipSettings];

/**
 * An option for a setting that is a number; its bounds and what it is by default stand in the help.
 *
 * @param what A sentence without its full stop.
 */
export function clipNumber(name: string, setting: NumberSetting, what: string): Option<MakePlan> {
  const { least, most, step } = CLIP_RANGES[setting];
  const usual = DEFAULT_CLIP[setting];
  const read = step >= 1 ? wholeNumber : numberWithin;
  return {
    name,
    value: '<number>',
    help: `${what}, ${least} to ${most}${usual === null ? '' : ` (${usual})`}.`,
    read: (plan, text) => withClip(plan, { [setting]: read(`--${name}`, text, least, most) }),
  };
}
