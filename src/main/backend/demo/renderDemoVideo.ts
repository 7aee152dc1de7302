import { encodeScene } from './encodeScene.ts';
import { parsePrompt } from './parsePrompt.ts';
import { createScene, type DemoFormat } from './scene.ts';

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
  await encodeScene(createScene(parsePrompt(prompt), format), format.fps, ffmpegPath, outFile, signal);
}
