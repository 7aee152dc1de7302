import { type FrameSpan, frameCountOf } from './frameSpan.ts';
import { INCOMPLETE, INPUT_LIMITS, isCut, type VideoFacts } from './probe.ts';
import { run } from './run.ts';
import { VideoError } from './videoError.ts';

/** The small raw frames to make of a video. */
export interface RawFormat {
  /** Even, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly matrix: 'bt601' | 'bt709';
  readonly span: FrameSpan;
}

/** 8K in both directions; more is no video of a sprite, and a decoder would want gigabytes for it. */
export const MOST_PIXELS = 8192 * 4608;
const MOST_FRAMES = 2000;
/** Seconds that are decoded before the first wanted frame, so that what is shown then is known. */
const LEAD = 1;

/**
 * Decodes a part of a video in one pass into raw yuv420p frames (tv range), scaled by area averages, and hands each on
 * as it comes. What lies far before the part is skipped, not decoded. ffmpeg is on its way when the call returns its
 * promise, and gone when that is settled.
 *
 * @throws VideoError `too_large`, `range_too_long`, `video_truncated`, `no_picture`, `decode_failed`, `ffmpeg_missing`, `timeout`,
 *   `canceled`
 */
export async function decode(
  program: string,
  file: string,
  facts: VideoFacts,
  format: RawFormat,
  onFrame: (frame: Uint8Array<ArrayBuffer>) => void,
  signal?: AbortSignal,
): Promise<void> {
  refuseHuge(facts, format);
  const frameLength = (format.width * format.height * 3) / 2;
  const args = decodeArguments(file, facts, format);
  let complaint = '';
  const onStderr = (text: string): void => {
    if (isCut(text)) complaint = text;
  };
  let count = 0;
  const onOutput = intoFrames(frameLength, (frame) => {
    count++;
    if (count > MOST_FRAMES) throw tooLong(format.fps);
    onFrame(frame);
  });
  const maxOutput = frameLength * (MOST_FRAMES + 1);
  await run(program, args, { signal, maxOutput, explain, onStderr }, onOutput);
  // A cut Matroska file ends with a complaint and exit code 0.
  if (complaint !== '') throw new VideoError('video_truncated', INCOMPLETE, [complaint.trim()]);
  if (count === 0) throw new VideoError('no_picture', 'There is not one picture in this video.');
}

/** ffmpeg's arguments; the file name cannot become an option, a protocol or a playlist. */
export function decodeArguments(file: string, facts: VideoFacts, format: RawFormat): readonly string[] {
  const { width, height, fps, matrix, span } = format;
  // Whole seconds are exact in every file's time base: the frames keep their places in the count.
  const start = Math.max(0, Math.floor(span.first / fps) - LEAD);
  const skipped = span.first - start * fps;
  const count = Math.min(span.end - span.first, MOST_FRAMES + 1);
  // Small pictures are enlarged to keep each pixel's own colour; blurring between them would lose it.
  const method = width > facts.width ? 'neighbor' : 'area';
  const scale = `scale=${width}:${height}:flags=${method}:in_color_matrix=${sourceMatrix(facts)}:out_color_matrix=${matrix}:out_range=tv`;
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'warning', '-xerror', ...INPUT_LIMITS],
    ...['-max_pixels', String(MOST_PIXELS), ...(start > 0 ? ['-ss', String(start)] : []), '-i', `file:${file}`],
    ...['-map', '0:v:0', '-an', '-sn', '-dn'],
    ...['-vf', `fps=${fps}:start_time=0,${skipped > 0 ? `trim=start_frame=${skipped},` : ''}${scale}`],
    ...['-frames:v', String(count)],
    ...['-pix_fmt', 'yuv420p', '-f', 'rawvideo', 'pipe:1'],
  ];
}

/** The matrix that the raw frames will have. What does not say is BT.709 from 720 lines on, as players take it. */
export function rawMatrix(facts: VideoFacts): RawFormat['matrix'] {
  if (facts.matrix === undefined) return facts.height >= 720 || facts.width >= 1280 ? 'bt709' : 'bt601';
  return isBt601(facts.matrix) ? 'bt601' : 'bt709';
}

/**
 * The matrix of a video's pictures by the scaler's name, which would take untagged ones for BT.601. Naming the same one
 * for both ends keeps it from converting.
 */
export function sourceMatrix(facts: VideoFacts): string {
  const { matrix } = facts;
  if (matrix?.startsWith('bt2020')) return 'bt2020';
  return matrix === 'smpte240m' || matrix === 'fcc' ? matrix : rawMatrix(facts);
}

function isBt601(matrix: string): boolean {
  return matrix === 'bt470bg' || matrix === 'smpte170m' || matrix === 'bt601';
}

/** Puts chunks together to frames of so many bytes; what is left at the end is none. */
function intoFrames(length: number, onFrame: (frame: Uint8Array<ArrayBuffer>) => void): (chunk: Uint8Array) => void {
  let frame = new Uint8Array(length);
  let filled = 0;
  return (chunk) => {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + length - filled);
      frame.set(part, filled);
      from += part.length;
      filled += part.length;
      if (filled < length) continue;
      onFrame(frame);
      frame = new Uint8Array(length);
      filled = 0;
    }
  };
}

function refuseHuge(facts: VideoFacts, { fps, span }: RawFormat): void {
  if (facts.width * facts.height > MOST_PIXELS) {
    const message = `This video is too large (${facts.width} x ${facts.height}). Scale it to 8192 x 4608 or less.`;
    throw new VideoError('too_large', message);
  }
  if ((frameCountOf(span, fps, facts) ?? 0) > MOST_FRAMES) throw tooLong(fps);
}

function tooLong(fps: number): VideoError {
  const seconds = Math.floor(MOST_FRAMES / fps);
  const message = `This is too long. At ${fps} fps up to ${seconds} seconds can be taken; choose a shorter range.`;
  return new VideoError('range_too_long', message);
}

function explain(ending: { readonly lines: readonly string[] }): VideoError {
  return isCut(ending.lines.join('\n'))
    ? new VideoError('video_truncated', INCOMPLETE, ending.lines)
    : new VideoError('decode_failed', 'This video could not be decoded; it may be damaged.', ending.lines);
}
