import type { ClipReport, ClipWarning } from '../../../shared/clip/clipReport.ts';
import type { ClipSettings } from '../../../shared/clip/clipSettings.ts';
import { toHex } from '../../../shared/sprite/color.ts';

/** What may be wrong with finished frames, and what to do about it. */
const WARNING_WORDS: Readonly<Record<ClipWarning, string>> = {
  background_not_found:
    "no plain background was found and nothing was removed. Name its colour with --key '#rrggbb', or keep it with --matte off.",
  no_subject:
    'all of the picture looks like the background and nothing was removed. Lower --matte-sure and --matte-soft, or use --matte off.',
  touches_edge: "the subject is cut off by the picture's border. Choose another --range, or another video.",
  no_loop: 'no cycle was found; all frames are there. Use --loop once or off, or name one with --loop start,length.',
  rough_seam: 'the jump from the last frame to the first is seen. Try another --range, or --loop start,length.',
  palette_lacks_colors:
    'the palette lacks colours that the video shows a lot of. Add some to it, or leave --palette out.',
  size_too_small: 'with this grid the subject is larger than the frames. Choose a larger --size, or --grid off.',
};

/** Says on stderr what may be wrong. */
export function tellWarnings({ warnings }: ClipReport, settings: ClipSettings): void {
  const lines = warnings.map((warning) => `celkiln: ${wordsFor(warning, settings)}\n`);
  // A line of progress may still stand there.
  if (lines.length > 0) process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}${lines.join('')}`);
}

function wordsFor(warning: ClipWarning, { background }: ClipSettings): string {
  if (warning !== 'background_not_found' || background.kind !== 'key') return WARNING_WORDS[warning];
  return `hardly anything in the video is ${toHex(background.color)} and nothing was removed. Give --key the colour as the video shows it.`;
}
