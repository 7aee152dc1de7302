import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Ways } from './timing.ts';

export interface Material {
  /** Where the files are and the programs run. */
  readonly folder: string;
  /** The command line's file, for Node. */
  readonly celkiln: string;
  /** Of the frames, as PNG files with numbers of three digits before the ending. */
  readonly frameNames: readonly string[];
}

const SPRITE = 'figure.aseprite';
/** The longest that any of these may take, in milliseconds. */
const TIMEOUT = 300_000;

async function ran(folder: string, program: string, words: readonly string[]): Promise<void> {
  await promisify(execFile)(program, [...words], { cwd: folder, timeout: TIMEOUT, maxBuffer: 2 ** 28 });
}

/** The start of Node without any work: what no program of ours can be faster than. */
export const FLOOR = 'node -e 0';
export const TILE_FILTER = 'ffmpeg, tile';

/** Programs that make a sheet of the same 100 frames, with the data where it is ours. */
export function sheetPrograms({ folder, celkiln, frameNames }: Material): Ways {
  const names = frameNames.slice(0, 100);
  const tile = ['-v', 'error', '-y', '-i', 'frame%03d.png', '-vf', 'tile=10x10', '-frames:v', '1', 'ffmpeg.png'];
  const montage = [...names, '-background', 'none', '-tile', '10x10', '-geometry', '+0+0'];
  const sheet = ['--sheet', 'celkiln.png', '--data', 'celkiln.json', '--sheet-columns', '10'];
  const ours = (...words: readonly string[]) => ran(folder, process.execPath, [celkiln, '-b', ...words, ...sheet]);
  return {
    [FLOOR]: () => ran(folder, process.execPath, ['-e', '0']),
    [TILE_FILTER]: () => ran(folder, 'ffmpeg', tile),
    'ImageMagick, montage': () => ran(folder, 'montage', [...montage, 'im.png']),
    'GraphicsMagick, gm montage': () => ran(folder, 'gm', ['montage', ...montage, 'gm.png']),
    'celkiln, of the .aseprite': () => ours('--frame-range', '0,99', SPRITE),
    'celkiln, of the PNG files': () => ours('--frame-range', '0,99', names[0] ?? ''),
  };
}

/** Programs that make a GIF of all frames. */
export function gifPrograms({ folder, celkiln, frameNames }: Material): Ways {
  const graph = 'split[a][b];[a]palettegen[p];[b][p]paletteuse';
  const ours = (...words: readonly string[]) => ran(folder, process.execPath, [celkiln, '-b', ...words]);
  return {
    [FLOOR]: () => ran(folder, process.execPath, ['-e', '0']),
    'ffmpeg, palettegen and paletteuse': () =>
      ran(folder, 'ffmpeg', ['-v', 'error', '-y', '-r', '12', '-i', 'frame%03d.png', '-lavfi', graph, 'ffmpeg.gif']),
    'ImageMagick, convert -layers optimize': () =>
      ran(folder, 'convert', ['-delay', '8', '-loop', '0', ...frameNames, '-layers', 'optimize', 'imo.gif']),
    'GraphicsMagick, gm convert': () =>
      ran(folder, 'gm', ['convert', '-delay', '8', '-loop', '0', ...frameNames, 'gm.gif']),
    'celkiln, of the .aseprite': () => ours(SPRITE, '--save-as', 'celkiln.gif'),
    'celkiln, of the PNG files': () => ours(frameNames[0] ?? '', '--save-as', 'celkiln2.gif'),
  };
}

/** Opening and saving by the command line; nothing else here writes the format. */
export function spritePrograms({ folder, celkiln }: Material): Ways {
  const again = (name: string) => ran(folder, process.execPath, [celkiln, '-b', name, '--save-as', 'again.aseprite']);
  return {
    [FLOOR]: () => ran(folder, process.execPath, ['-e', '0']),
    'celkiln, 120 frames of 64 x 64': () => again(SPRITE),
    'celkiln, 500 frames of 512 x 512': () => again('large.aseprite'),
  };
}

/** The first line that each program says of its version. */
export async function versions(): Promise<readonly string[]> {
  const asked = [
    ['ffmpeg', '-version'],
    ['convert', '-version'],
    ['gm', 'version'],
  ] as const;
  return Promise.all(
    asked.map(async ([program, word]) => {
      const { stdout } = await promisify(execFile)(program, [word]);
      return (stdout.split('\n')[0] ?? '').replace(/^Version: /, '').split(/ (?:Copyright|http|Q16)/)[0] ?? '';
    }),
  );
}
