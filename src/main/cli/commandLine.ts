import { parseArgs } from 'node:util';
import type { ClipOptions } from '../../shared/ipc.ts';

/** What the command line asks for. */
export type Order =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'generate'; readonly prompt: string; readonly options: ClipOptions; readonly output: Output }
  | { readonly command: 'import-video'; readonly file: string; readonly options: ClipOptions; readonly output: Output };

/** The files to write. */
export interface Output {
  readonly out: string;
  /** Aseprite's JSON about a sheet. */
  readonly data: string | null;
}

/** The words on the command line are not ones that we know; the message says what would be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Usage:
  celkiln generate "<prompt>" --out <file> [options]
  celkiln import-video <video> --out <file> [options]

Writes .aseprite, .gif or .png (a sheet of all frames), by the ending of <file>.

Options:
  --size <width>x<height>   Size of the frames in pixels, 8 to 512 (64x64)
  --colors <number>         Colours in all frames together, 2 to 256 (16)
  --fps <number>            Frames a second, 1 to 60 (12)
  --background <what>       remove or keep (remove)
  --no-loop                 Keep all frames instead of the motion's cycle
  --data <file>             With a .png: where each frame is, as JSON
  --help, --version

With a Supabase project in the editor's settings, CELKILN_EMAIL and CELKILN_PASSWORD sign in to it; without one, the
embedded demo generator draws the video. Progress goes to stderr. Exit codes: 0 done, 1 failed, 2 wrong words, 130 canceled.
`;

const OPTIONS = {
  out: { type: 'string' },
  data: { type: 'string' },
  size: { type: 'string', default: '64x64' },
  colors: { type: 'string', default: '16' },
  fps: { type: 'string', default: '12' },
  background: { type: 'string', default: 'remove' },
  loop: { type: 'boolean', default: true },
  help: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
} as const;

/** Reads the words after the program's name. @throws UsageError */
export function readCommandLine(words: readonly string[]): Order {
  const { values, positionals } = parse(words);
  const [command, subject, ...more] = positionals;
  if (values.help || command === undefined || command === 'help') return { command: 'help' };
  if (values.version) return { command: 'version' };
  if (command !== 'generate' && command !== 'import-video') {
    throw new UsageError(`There is no command "${command}". Commands are generate and import-video.`);
  }
  if (subject === undefined) {
    throw new UsageError(command === 'generate' ? 'Say what to generate, in quotes.' : 'Name the video to import.');
  }
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many. Put a prompt in quotes.`);
  const output = outputOf(values.out, values.data);
  const options = clipOptions(values);
  return command === 'generate'
    ? { command, prompt: subject, options, output }
    : { command, file: subject, options, output };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, allowNegative: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function outputOf(out: string | undefined, data: string | undefined): Output {
  if (out === undefined) throw new UsageError('Say where to write with --out <file>.');
  if (!/\.(aseprite|ase|gif|png)$/i.test(out))
    throw new UsageError(`--out must end in .aseprite, .gif or .png: ${out}`);
  if (data !== undefined && !/\.png$/i.test(out)) throw new UsageError('--data goes with an --out that ends in .png.');
  return { out, data: data ?? null };
}

type Values = ReturnType<typeof parse>['values'];

function clipOptions({ size, colors, fps, background, loop }: Values): ClipOptions {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  if (width === undefined || height === undefined) throw new UsageError(`--size is written like 64x64: ${size}`);
  if (background !== 'remove' && background !== 'keep') throw new UsageError('--background is remove or keep.');
  return {
    width: within('--size', width, 8, 512),
    height: within('--size', height, 8, 512),
    colorCount: within('--colors', colors, 2, 256),
    fps: within('--fps', fps, 1, 60),
    background,
    loop,
  };
}

function within(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`${name} takes a whole number from ${least} to ${most}: ${text}`);
}
