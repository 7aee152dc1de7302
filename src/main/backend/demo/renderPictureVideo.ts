import { encodeScene } from './encodeScene.ts';
import { parsePrompt } from './parsePrompt.ts';
import { createPictureScene, type KeyPictures } from './picture/pictureScene.ts';
import type { DemoFormat } from './scene.ts';

/**
 * The demo generator with a picture to begin or end with: moves the picture itself as the prompt says, and writes that
 * as an MP4 (H.264, yuv420p). The same prompt, pictures and format give the same video.
 *
 * @param format how many pixels there shall be, and how long it lasts; the shape is the picture's
 * @throws VideoError `encode_failed`, `ffmpeg_missing`, `timeout`, `canceled`; no file is left then
 */
export async function renderPictureVideo(
  prompt: string,
  pictures: KeyPictures,
  format: DemoFormat,
  ffmpegPath: string,
  outFile: string,
  signal?: AbortSignal,
): Promise<void> {
  const scene = createPictureScene(parsePrompt(prompt), pictures, format);
  await encodeScene(scene, format.fps, ffmpegPath, outFile, signal);
}
