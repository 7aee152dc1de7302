import { setImmediate } from 'node:timers/promises';
import { encodeVideo } from '../../ffmpeg/encode.ts';
import { codecNames } from '../../ffmpeg/resolve.ts';
import { runToEnd } from '../../ffmpeg/run.ts';
import type { Scene } from './scene.ts';

/**
 * Writes a clip as an MP4 (H.264, yuv420p).
 *
 * @param fps frames a second
 * @throws VideoError `encode_failed`, `ffmpeg_missing`, `timeout`, `canceled`; no file is left then
 */
export async function encodeScene(
  scene: Scene,
  fps: number,
  ffmpegPath: string,
  outFile: string,
  signal?: AbortSignal,
): Promise<void> {
  const encoder = { path: ffmpegPath, encoders: await encodersOf(ffmpegPath, signal) };
  await encodeVideo(encoder, { width: scene.width, height: scene.height, fps }, play(scene), outFile, signal);
}

/** All frames in order. Each picture is painted once; between two the thread may serve others. */
async function* play(scene: Scene): AsyncGenerator<Uint8Array> {
  const painted: Uint8Array[] = [];
  for (let frame = 0; frame < scene.frames; frame++) {
    const picture = painted[frame % scene.period] ?? scene.paint(frame % scene.period);
    if (frame < scene.period) painted.push(picture);
    yield picture;
    await setImmediate();
  }
}

async function encodersOf(ffmpegPath: string, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  const list = await runToEnd(ffmpegPath, ['-hide_banner', '-encoders'], { signal });
  return codecNames(list.toString('utf8'));
}
