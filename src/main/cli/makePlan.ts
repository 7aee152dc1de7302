import { type ClipSettings, DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { UsageError } from './usageError.ts';

/** The files to write. */
export interface Output {
  readonly out: string;
  /** Aseprite's JSON about a sheet: a file, or '' for stdout. */
  readonly data: string | null;
}

/** Frames to make from a prompt or a video. */
export type MakeOrder =
  | { readonly command: 'generate'; readonly prompt: string; readonly settings: ClipSettings; readonly output: Output }
  | {
      readonly command: 'import-video';
      readonly file: string;
      readonly settings: ClipSettings;
      readonly output: Output;
    };

/** The words of `celkiln generate` and `celkiln import-video` so far. */
export interface MakePlan {
  readonly asks: 'help' | 'version' | null;
  /** The command, and what it works on. */
  readonly words: readonly string[];
  readonly out: string | null;
  readonly data: string | null;
  readonly settings: ClipSettings;
}

export const EMPTY_MAKE_PLAN: MakePlan = {
  asks: null,
  words: [],
  out: null,
  data: null,
  settings: DEFAULT_CLIP,
};

/** A word that is no option. */
export function withWord(plan: MakePlan, word: string): MakePlan {
  return { ...plan, words: [...plan.words, word] };
}

/** @throws UsageError when something is missing or contradicts something else */
export function makeOrder({ words, out, data, settings }: MakePlan): MakeOrder {
  const [command, subject, ...more] = words;
  if (command !== 'generate' && command !== 'import-video') {
    throw new UsageError(
      `There is no command "${command}". Commands are generate and import-video; -b works on files.`,
    );
  }
  if (subject === undefined) {
    throw new UsageError(command === 'generate' ? 'Say what to generate, in quotes.' : 'Name the video to import.');
  }
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many. Put a prompt in quotes.`);
  const output = outputOf(out, data);
  return command === 'generate'
    ? { command, prompt: subject, settings, output }
    : { command, file: subject, settings, output };
}

function outputOf(out: string | null, data: string | null): Output {
  if (out === null) throw new UsageError('Say where to write with --out <file>.');
  if (!/\.(aseprite|ase|gif|webp|apng|png)$/i.test(out)) {
    throw new UsageError(`--out must end in .aseprite, .gif, .webp, .apng or .png: ${out}`);
  }
  if (data !== null && !isSheet(out)) {
    throw new UsageError('--data goes with a sheet: an --out that ends in .png and counts no frames.');
  }
  return { out, data };
}

/** Whether all frames go into one picture; {frame} in the name asks for a file each. */
export function isSheet(out: string): boolean {
  return /\.png$/i.test(out) && !/\{(tag)?frame\d*\}/.test(out);
}
