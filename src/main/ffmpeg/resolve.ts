import { createRequire } from 'node:module';
import { runToEnd } from './run.ts';
import { VideoError } from './videoError.ts';

/** An ffmpeg that has answered. */
export interface Ffmpeg {
  readonly path: string;
  readonly version: string;
  readonly decoders: ReadonlySet<string>;
  readonly encoders: ReadonlySet<string>;
}

export interface FfmpegPlaces {
  /** The user's own choice in the settings; empty when there is none. */
  readonly setting?: string | undefined;
  /** The environment; FFMPEG_BIN is read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Path of the program in the package ffmpeg-static, if that is installed. */
  readonly bundled?: string | undefined;
}

const REMEDY = 'Install ffmpeg (Debian and Ubuntu: apt install ffmpeg), or choose its file in the settings.';
const known = new Map<string, Promise<Ffmpeg>>();

/**
 * Finds an ffmpeg that can decode video: the user's setting, FFMPEG_BIN, ffmpeg-static, then PATH. The first two are
 * wishes and the only candidate where given; each program is asked once in the life of this process.
 *
 * @throws VideoError `ffmpeg_missing` with the remedy
 */
export async function resolveFfmpeg(places: FfmpegPlaces): Promise<Ffmpeg> {
  const lines: string[] = [];
  for (const path of candidates(places)) {
    try {
      return await ask(path);
    } catch (error) {
      known.delete(path);
      lines.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const wish = places.setting || places.environment.FFMPEG_BIN;
  const what = wish ? `The chosen ffmpeg (${wish}) does not work.` : 'No ffmpeg was found.';
  throw new VideoError('ffmpeg_missing', `${what} ${REMEDY}`, lines);
}

/** Where to look, best first. */
export function candidates(places: FfmpegPlaces): readonly string[] {
  const wish = places.setting || places.environment.FFMPEG_BIN;
  if (wish) return [wish];
  return places.bundled ? [outsideArchive(places.bundled), 'ffmpeg'] : ['ffmpeg'];
}

/** A program inside an asar archive looks as if it existed but cannot be started; electron-builder unpacks it beside. */
export function outsideArchive(path: string): string {
  return path.replace(/\.asar(?=[\\/])/, '.asar.unpacked');
}

/** The program that ffmpeg-static brought, or undefined where the package is not installed. */
export function bundledFfmpeg(): string | undefined {
  try {
    const path: unknown = createRequire(import.meta.url)('ffmpeg-static');
    return typeof path === 'string' ? path : undefined;
  } catch {
    return undefined;
  }
}

function ask(path: string): Promise<Ffmpeg> {
  const asked = known.get(path) ?? interview(path);
  known.set(path, asked);
  return asked;
}

async function interview(path: string): Promise<Ffmpeg> {
  const say = async (what: string): Promise<string> =>
    (await runToEnd(path, ['-hide_banner', what], { timeout: 10_000, maxOutput: 1 << 20 })).toString('utf8');
  const [about, decoders, encoders] = await Promise.all([say('-version'), say('-decoders'), say('-encoders')]);
  const version = /^ffmpeg version (\S+)/m.exec(about)?.[1];
  if (version === undefined) throw new VideoError('ffmpeg_missing', 'This program is not ffmpeg.');
  const tool = { path, version, decoders: codecNames(decoders), encoders: codecNames(encoders) };
  if (!['h264', 'libopenh264'].some((name) => tool.decoders.has(name))) {
    throw new VideoError('ffmpeg_missing', 'This ffmpeg was built without H.264.');
  }
  return tool;
}

/** Reads the table that `ffmpeg -decoders` or `-encoders` prints: six flags, a name, a description. */
export function codecNames(table: string): ReadonlySet<string> {
  return new Set([...table.matchAll(/^ [VAS][A-Z.]{5} ([\w-]+) /gm)].map(([, name = '']) => name));
}
