import { availableParallelism } from 'node:os';
import type { StudioPicture } from '../../shared/studio.ts';
import { MOST_PIXELS, sourceMatrix } from '../ffmpeg/decode.ts';
import { INPUT_LIMITS, type VideoFacts } from '../ffmpeg/probe.ts';
import { runToEnd } from '../ffmpeg/run.ts';
import { VideoError } from '../ffmpeg/videoError.ts';

/** A video to take stills from. */
export interface StillSource {
  /** Path of the ffmpeg program. */
  readonly ffmpeg: string;
  readonly file: string;
  readonly facts: VideoFacts;
  readonly signal?: AbortSignal | undefined;
}

/** How many programs seek at once. */
const AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));
/** Pixels that are decoded in about a second; a range with more of them is looked into here and there. */
const DECODED_WHOLE = 1.5e9;
/** Milliseconds before a time in which the picture that is shown then begins. */
const LEAD = 500;
/** The last picture stays in view behind the end. */
const LAST_STAYS = 'tpad=stop=-1:stop_mode=clone';
/** Of a file that does not say. */
const USUAL_FPS = 30;

/**
 * The picture that is shown at a time, at most `side` pixels a side; behind the end it is the last one.
 *
 * @throws VideoError
 */
export async function stillAt(source: StillSource, seconds: number, side: number): Promise<StudioPicture> {
  const size = sizeOf(source.facts, side);
  const { seconds: length = seconds } = source.facts;
  // Behind the last picture there is none, and nobody says just where that is.
  for (const time of [seconds, Math.min(seconds, length) - 0.25, length - 2, 0]) {
    if (time < 0 || time > seconds) continue;
    const [picture] = await pictures(source, size, ...shownAt(time, scaleOf(source, size)), 1);
    if (picture) return picture;
  }
  throw new VideoError('no_picture', 'There is not one picture in this video.');
}

/**
 * `count` stills spread evenly over a range, the first at its begin. Of a range that would take long to decode each is
 * the key picture before its time, which is quick to come by however long the video is.
 *
 * @throws VideoError
 */
export async function stillStrip(
  source: StillSource,
  from: number,
  to: number,
  count: number,
  side: number,
): Promise<readonly StudioPicture[]> {
  const { width, height, fps = USUAL_FPS, seconds = to } = source.facts;
  const span = Math.max(0, Math.min(to, seconds) - from);
  const size = sizeOf(source.facts, side);
  if (span > 0 && span * fps * width * height <= DECODED_WHOLE) {
    const rate = `${LAST_STAYS},fps=${count / (to - from)}:start_time=0:round=up`;
    const input = ['-ss', String(from), '-t', String(span)];
    const found = await pictures(source, size, input, `${rate},${scaleOf(source, size)}`, count);
    const last = found.at(-1);
    if (last) return Array.from({ length: count }, (_, i) => found[i] ?? last);
  }
  return keyStills(source, from, to, count, size);
}

async function keyStills(
  source: StillSource,
  from: number,
  to: number,
  count: number,
  size: Size,
): Promise<readonly StudioPicture[]> {
  const stills: StudioPicture[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) {
      const time = from + ((to - from) * i) / count;
      const input = ['-skip_frame', 'nokey', '-noaccurate_seek', '-ss', String(time)];
      const [picture] = await pictures(source, size, input, scaleOf(source, size), 1);
      stills[i] = picture ?? (await stillAt(source, time, Math.max(size.width, size.height)));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, work));
  return stills;
}

/** Input options and filters for the picture that is shown at a time: the last one that begins by then. */
function shownAt(seconds: number, scale: string): readonly [readonly string[], string] {
  const time = Math.round(seconds * 1000);
  const start = Math.max(0, time - LEAD);
  return [
    ['-ss', `${start}ms`],
    `${LAST_STAYS},fps=1000:start_time=0:round=up,trim=start_frame=${time - start},${scale}`,
  ];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Colours as the frames have them, so that one picked here is found there. */
function scaleOf({ facts }: StillSource, { width, height }: Size): string {
  const flags = 'area+accurate_rnd+full_chroma_int+full_chroma_inp';
  return `scale=${width}:${height}:flags=${flags}:in_color_matrix=${sourceMatrix(facts)},format=rgba`;
}

/** Up to `count` pictures; none where the video has ended. */
async function pictures(
  { ffmpeg, file, signal }: StillSource,
  { width, height }: Size,
  input: readonly string[],
  filters: string,
  count: number,
): Promise<readonly StudioPicture[]> {
  const length = width * height * 4;
  const args = [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', ...INPUT_LIMITS],
    ...['-max_pixels', String(MOST_PIXELS), ...input, '-i', `file:${file}`, '-map', '0:v:0', '-an', '-sn', '-dn'],
    ...['-vf', filters, '-frames:v', String(count), '-pix_fmt', 'rgba', '-f', 'rawvideo', 'pipe:1'],
  ];
  const bytes = await runToEnd(ffmpeg, args, { signal, maxOutput: length * count });
  const found = Math.floor(bytes.length / length);
  return Array.from({ length: found }, (_, i) => {
    return { width, height, pixels: new Uint8Array(bytes.subarray(i * length, (i + 1) * length)) };
  });
}
