import { rm } from 'node:fs/promises';
import { runToEnd } from './run.ts';
import { VideoError } from './videoError.ts';

export interface VideoFormat {
  /** Even, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

export interface Encoder {
  /** Path of the ffmpeg program. */
  readonly path: string;
  /** Names of the encoders it was built with. */
  readonly encoders: ReadonlySet<string>;
}

/**
 * Writes frames (rgb24, row by row, width x height x 3 bytes each) as an MP4 that every player reads: H.264 where the
 * ffmpeg at hand can, MPEG-4 part 2 otherwise; yuv420p, BT.709, index at the front. A file that was not finished is
 * removed.
 *
 * @throws VideoError `encode_failed`, `ffmpeg_missing`, `timeout`, `canceled`
 */
export async function encodeVideo(
  tool: Encoder,
  format: VideoFormat,
  frames: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  outFile: string,
  signal?: AbortSignal,
): Promise<void> {
  const explain = (ending: { readonly lines: readonly string[] }): VideoError =>
    new VideoError('encode_failed', 'ffmpeg could not write the video.', ending.lines);
  let finished = false;
  try {
    const args = encodeArguments(format, tool.encoders.has('libx264'), outFile);
    await runToEnd(tool.path, args, { input: frames, signal, timeout: 300_000, explain });
    finished = true;
  } finally {
    if (!finished) await rm(outFile, { force: true });
  }
}

/** ffmpeg's arguments for rgb24 frames on stdin. */
export function encodeArguments(format: VideoFormat, h264: boolean, outFile: string): readonly string[] {
  const { width, height, fps } = format;
  const codec = h264 ? ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20'] : ['-c:v', 'mpeg4', '-q:v', '3'];
  return [
    ...['-hide_banner', '-nostats', '-loglevel', 'error', '-y'],
    ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(fps), '-i', 'pipe:0'],
    ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-pix_fmt', 'yuv420p', ...codec],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...['-movflags', '+faststart', '-f', 'mp4', `file:${outFile}`],
  ];
}
