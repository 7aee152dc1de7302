import { resolve } from 'node:path';
import { type ClipSettings, DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { UsageError } from '../usageError.ts';

/** The files to write. */
export interface Output {
  readonly out: string;
  /** Aseprite's JSON about a sheet: a file, or '' for stdout. */
  readonly data: string | null;
  /** JSON about what was found and chosen: a file, or '' for stdout. */
  readonly report: string | null;
}

/** How frames are to be made, and where they go. */
export interface MakeWishes {
  readonly settings: ClipSettings;
  /** A file with the colours to draw from. */
  readonly palette: string | null;
  readonly output: Output;
}

export type GenerateOrder = MakeWishes & { readonly command: 'generate'; readonly prompt: string };
export type PixelateOrder = MakeWishes & { readonly command: 'pixelate'; readonly file: string };
/** Frames to make from a prompt or a video. */
export type MakeOrder = GenerateOrder | PixelateOrder;

/** The words of `celkiln generate` and `celkiln pixelate` so far. */
export interface MakePlan {
  readonly asks: 'help' | 'version' | null;
  /** The command, and what it works on. */
  readonly words: readonly string[];
  readonly out: string | null;
  readonly data: string | null;
  readonly report: string | null;
  readonly palette: string | null;
  readonly settings: ClipSettings;
}

export const EMPTY_MAKE_PLAN: MakePlan = {
  asks: null,
  words: [],
  out: null,
  data: null,
  report: null,
  palette: null,
  settings: DEFAULT_CLIP,
};

/** A word that is no option. */
export function withWord(plan: MakePlan, word: string): MakePlan {
  return { ...plan, words: [...plan.words, word] };
}

export function withClip(plan: MakePlan, settings: Partial<ClipSettings>): MakePlan {
  return { ...plan, settings: { ...plan.settings, ...settings } };
}

/** What a command's name asks for; null when it is none. import-video says what pixelate does to the one who looks for it. */
export function makeCommand(word: string): MakeOrder['command'] | null {
  if (word === 'generate' || word === 'pixelate') return word;
  return word === 'import-video' ? 'pixelate' : null;
}

/** @throws UsageError when something is missing or contradicts something else */
export function makeOrder(plan: MakePlan): MakeOrder {
  const { palette, settings } = plan;
  const [word = '', subject, ...more] = plan.words;
  const command = makeCommand(word);
  if (command === null) {
    throw new UsageError(`There is no command "${word}". Commands are generate and pixelate; -b works on files.`);
  }
  if (subject === undefined) {
    throw new UsageError(command === 'generate' ? 'Say what to generate, in quotes.' : 'Name the video.');
  }
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many. Put a prompt in quotes.`);
  if (settings.matteSoft < settings.matteSure) {
    throw new UsageError('--matte-soft cannot be less than --matte-sure.');
  }
  const wishes = { settings, palette, output: outputOf(plan) };
  return command === 'generate' ? { command, prompt: subject, ...wishes } : { command, file: subject, ...wishes };
}

function outputOf({ out, data, report }: MakePlan): Output {
  if (out === null) throw new UsageError('Say where to write with --out <file>.');
  if (!/\.(aseprite|ase|gif|webp|apng|png)$/i.test(out)) {
    throw new UsageError(`--out must end in .aseprite, .gif, .webp, .apng or .png: ${out}`);
  }
  if (data !== null && !isSheet(out)) {
    throw new UsageError('--data goes with a sheet: an --out that ends in .png and counts no frames.');
  }
  const places = [out, data, report].flatMap((place) => (place ? [resolve(place)] : []));
  if (new Set(places).size < places.length) throw new UsageError('--out, --data and --report need a file each.');
  return { out, data, report };
}

/** Whether all frames go into one picture; {frame} in the name asks for a file each. */
export function isSheet(out: string): boolean {
  return /\.png$/i.test(out) && !/\{(tag)?frame\d*\}/.test(out);
}

/** The places that an order will write to. */
export function placesOf({ output: { out, data, report } }: MakeOrder): readonly string[] {
  return [out, data, report].flatMap((place) => place || []);
}
