import type { StudioPicture } from '../../shared/studio.ts';
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
const AT_ONCE = 2;

/**
 * The picture that is shown at a time, at most `side` pixels a side; behind the end it is the last one.
 *
 * @throws VideoError
 */
export async function stillAt(source: StillSource, seconds: number, side: number): Promise<StudioPicture> {
  return still(source, seconds, side, []);
}

/**
 * `count` stills spread evenly over a range, from its begin to just before its end. Each is the key picture before its
 * time, which is quick to come by however long the video is.
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
  const pictures: StudioPicture[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) {
      pictures[i] = await still(source, from + ((to - from) * i) / count, side, ['-noaccurate_seek']);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, work));
  return pictures;
}

async function still(
  { ffmpeg, file, facts, signal }: StillSource,
  seconds: number,
  side: number,
  options: readonly string[],
): Promise<StudioPicture> {
  const scale = Math.min(1, side / Math.max(facts.width, facts.height));
  const [width, height] = [facts.width, facts.height].map((length) => Math.max(1, Math.round(length * scale)));
  if (width === undefined || height === undefined) throw noPicture();
  const args = [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', ...INPUT_LIMITS, ...options],
    ...['-ss', String(Math.max(0, seconds)), '-i', `file:${file}`, '-map', '0:v:0', '-an', '-sn', '-dn'],
    ...['-vf', `scale=${width}:${height}:flags=area`, '-frames:v', '1'],
    ...['-pix_fmt', 'rgba', '-f', 'rawvideo', 'pipe:1'],
  ];
  const bytes = await runToEnd(ffmpeg, args, { signal, maxOutput: width * height * 4 });
  if (bytes.length === width * height * 4) return { width, height, pixels: new Uint8Array(bytes) };
  // Behind the last picture there is none; the one before it stays in view.
  const earlier = Math.min(seconds, facts.seconds ?? seconds) - 0.5;
  if (earlier <= -0.5) throw noPicture();
  return still({ ffmpeg, file, facts, signal }, Math.max(0, earlier), side, options);
}

function noPicture(): VideoError {
  return new VideoError('no_picture', 'There is not one picture in this video.');
}
