import { readHeader } from './readHeader.ts';
import { runToEnd } from './run.ts';
import { VideoError } from './videoError.ts';

/** What a file's header says about its first video stream. */
export interface VideoFacts {
  readonly codec: string;
  /** As shown: upright, with square pixels. */
  readonly width: number;
  readonly height: number;
  readonly fps: number | undefined;
  readonly seconds: number | undefined;
  /** Matrix coefficients by ffmpeg's name, such as bt709; undefined where the file does not say. */
  readonly matrix: string | undefined;
  /** A still picture that comes with music, not a moving one. */
  readonly isCover: boolean;
}

export const INCOMPLETE = 'This video file is incomplete or damaged. Download or export it again.';
const LONGEST_HEADER = 1 << 18;

/** What decides which demuxers and protocols a file may reach: no playlists, no scripts, no network. */
export const INPUT_LIMITS = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'mov,matroska,gif'] as const;

/**
 * Reads a file's header: by ourselves where it is a usual one, else by ffmpeg.
 *
 * @throws VideoError as `askFfmpeg`
 */
export async function probe(program: string, file: string, signal?: AbortSignal): Promise<VideoFacts> {
  const header = await readHeader(file);
  return header ? { ...header, isCover: false } : askFfmpeg(program, file, signal);
}

/**
 * Reads a file's header with `ffmpeg -i`, because ffprobe does not come with every ffmpeg.
 *
 * @throws VideoError `not_a_video`, `video_truncated`, `no_picture`, `ffmpeg_missing`, `timeout`, `canceled`
 */
export async function askFfmpeg(program: string, file: string, signal?: AbortSignal): Promise<VideoFacts> {
  let header = '';
  const onStderr = (text: string): void => {
    if (header.length < LONGEST_HEADER) header += text;
  };
  // Without an output ffmpeg always ends with an error, so the text decides and not the exit code.
  const explain = (): VideoError => (/^Input #0/m.test(header) ? noPicture() : refusal(header));
  try {
    await runToEnd(program, probeArguments(file), { signal, onStderr, explain });
  } catch (error) {
    const facts = parseProbe(header);
    if (facts && !facts.isCover && error instanceof VideoError && error.code === 'no_picture') return facts;
    throw error;
  }
  throw noPicture();
}

export function probeArguments(file: string): readonly string[] {
  return ['-hide_banner', '-nostdin', ...INPUT_LIMITS, '-i', `file:${file}`];
}

/** Reads what `ffmpeg -i` says of the first video stream; undefined when it names none. Versions 2 to 8. */
export function parseProbe(text: string): VideoFacts | undefined {
  const found = /^ *Stream #0:\d+.*?: Video: (.*)$/m.exec(text);
  if (!found) return undefined;
  const fields = splitFields(found[1] ?? '');
  const size = fields.map((field) => /^(\d+)x(\d+)/.exec(field)).find((match) => match !== null);
  if (!size) return undefined;
  const [, ratioX, ratioY] = /SAR (\d+):(\d+)/.exec(found[1] ?? '') ?? [];
  const ratio = Number(ratioX ?? 1) / Number(ratioY ?? 1);
  const width = Math.round(Number(size[1]) * (ratio > 0 && Number.isFinite(ratio) ? ratio : 1));
  const height = Number(size[2]);
  const isTurned = isSideways(text.slice(found.index));
  return {
    codec: /^\w+/.exec(fields[0] ?? '')?.[0] ?? '',
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    fps: rate(fields, 'fps') ?? rate(fields, 'tbr'),
    seconds: duration(text),
    matrix: matrixOf(fields[1] ?? ''),
    isCover: found[1]?.includes('(attached pic)') ?? false,
  };
}

/** Splits at the commas that stand outside brackets. */
function splitFields(line: string): readonly string[] {
  return line.match(/(?:[^,([]|\([^)]*\)|\[[^\]]*\])+/g)?.map((field) => field.trim()) ?? [];
}

function rate(fields: readonly string[], unit: string): number | undefined {
  const pattern = new RegExp(`^([\\d.]+)(k?) ${unit}\\b`);
  const match = fields.map((field) => pattern.exec(field)).find((found) => found !== null);
  return match ? Number(match[1]) * (match[2] ? 1000 : 1) : undefined;
}

function duration(text: string): number | undefined {
  const match = /Duration: (\d+):(\d+):([\d.]+)/.exec(text);
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : undefined;
}

/** Newer versions tell the display matrix, old ones the rotate tag; only the first video stream's own lines count. */
function isSideways(fromStream: string): boolean {
  const own = /^.*\n(?:(?! *Stream #).*\n?)*/.exec(fromStream)?.[0] ?? '';
  const degrees = /rotation of (-?[\d.]+) degrees/.exec(own)?.[1] ?? /^ *rotate *: (-?\d+)/m.exec(own)?.[1] ?? '0';
  return Math.round(Math.abs(Number(degrees)) / 90) % 2 === 1;
}

/** From a field such as `yuv420p10le(tv, bt2020nc/bt2020/smpte2084, progressive)`. */
function matrixOf(pixelFormat: string): string | undefined {
  const tags = /\(([^)]*)\)/.exec(pixelFormat)?.[1]?.split(/, */) ?? [];
  const matrix = tags.find((tag) => /^(bt|smpte|fcc|gbr|ycgco)|\//.test(tag))?.split('/')[0];
  return matrix === 'unknown' ? undefined : matrix;
}

/** Whether ffmpeg complains of a file that ends too early. */
export function isCut(stderr: string): boolean {
  return /moov atom not found|ended prematurely|partial file|[Cc]orrupt input packet|Packet corrupt|Truncat/.test(
    stderr,
  );
}

function noPicture(): VideoError {
  return new VideoError('no_picture', 'There is no moving picture in this file.');
}

/** Why ffmpeg did not take a file for a video, from all that it said. */
function refusal(header: string): VideoError {
  const lines = header.trim().split('\n').slice(-6);
  const isGuess = header.includes('detected only with low score');
  if (!isGuess && isCut(header)) return new VideoError('video_truncated', INCOMPLETE, lines);
  const message = 'This file is not a video that can be read. Use MP4, MOV, WebM, MKV or GIF.';
  return new VideoError('not_a_video', message, lines);
}
