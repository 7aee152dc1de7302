import { explain, MOST_PIXELS, refuseHuge } from './decode.ts';
import { INPUT_LIMITS, parseProbe, refusal, type VideoFacts } from './probe.ts';
import { runToEnd } from './run.ts';
import { VideoError } from './videoError.ts';

/** What a video is, and its first frames, small: raw yuv420p in the video's own matrix, tv range. */
export interface FirstLook {
  readonly facts: VideoFacts;
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Uint8Array[];
}

const LONG_SIDE = 256;
const FRAMES = 4;
const LONGEST_HEADER = 1 << 18;

/**
 * Reads a file's header and its first frames in one go. ffmpeg itself is asked, because ffprobe does not come with
 * every ffmpeg.
 *
 * @throws VideoError `not_a_video`, `video_truncated`, `no_picture`, `too_large`, `decode_failed`, `ffmpeg_missing`,
 *   `timeout`, `canceled`
 */
export async function look(program: string, file: string, fps: number, signal?: AbortSignal): Promise<FirstLook> {
  let said = '';
  const onStderr = (text: string): void => {
    if (said.length < LONGEST_HEADER) said += text;
  };
  const explainWith = (ending: { readonly lines: readonly string[] }): VideoError => {
    if (!/^Input #0/m.test(said)) return refusal(said);
    const facts = parseProbe(said);
    if (facts) refuseHuge(facts, fps);
    return facts ? explain(ending) : noPicture();
  };
  const maxOutput = (FRAMES + 1) * LONG_SIDE * LONG_SIDE * 2;
  const bytes = await runToEnd(program, lookArguments(file, fps), {
    signal,
    onStderr,
    maxOutput,
    explain: explainWith,
  });
  const facts = parseProbe(said);
  const size = /Output #0[\s\S]*?Video: rawvideo.*?, (\d+)x(\d+)/.exec(said);
  if (!facts || facts.isCover || !size || bytes.length === 0) throw noPicture();
  refuseHuge(facts, fps);
  const [width, height] = [Number(size[1]), Number(size[2])];
  const length = (width * height * 3) / 2;
  const count = Math.floor(bytes.length / length);
  const frames = Array.from({ length: count }, (_, i) => new Uint8Array(bytes.subarray(i * length, (i + 1) * length)));
  return { facts, width, height, frames };
}

/** Square pixels, upright, the long side at most 256. */
export function lookArguments(file: string, fps: number): readonly string[] {
  const fit = `scale=${LONG_SIDE}:${LONG_SIDE}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=area`;
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-xerror', ...INPUT_LIMITS, '-max_pixels', String(MOST_PIXELS)],
    ...['-i', `file:${file}`, '-map', '0:v:0', '-an', '-sn', '-dn'],
    ...['-vf', `fps=${fps},scale=iw*sar:ih,setsar=1,${fit}:out_range=tv`, '-frames:v', String(FRAMES)],
    ...['-pix_fmt', 'yuv420p', '-f', 'rawvideo', 'pipe:1'],
  ];
}

function noPicture(): VideoError {
  return new VideoError('no_picture', 'There is no moving picture in this file.');
}
