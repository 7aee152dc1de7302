import { setImmediate } from 'node:timers/promises';
import { encodeVideo } from '../../ffmpeg/encode.ts';
import { codecNames } from '../../ffmpeg/resolve.ts';
import { runToEnd } from '../../ffmpeg/run.ts';
import { parsePrompt } from './parsePrompt.ts';
import { createScene, type DemoFormat, type Scene } from './scene.ts';

/**
 * The demo generator: draws the video that a prompt asks for and writes it as an MP4 (H.264, yuv420p). The same prompt
 * and format give the same pictures.
 *
 * @param format width and height even, in pixels
 * @throws VideoError `encode_failed`, `ffmpeg_missing`, `timeout`, `canceled`; no file is left then
 */
export async function renderDemoVideo(
  prompt: string,
  format: DemoFormat,
  ffmpegPath: string,
  outFile: string,
  signal?: AbortSignal,
): Promise<void> {
  const scene = createScene(parsePrompt(prompt), format);
  const encoder = { path: ffmpegPath, encoders: await encodersOf(ffmpegPath, signal) };
  await encodeVideo(encoder, format, play(scene), outFile, signal);
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
