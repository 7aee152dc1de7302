import type { RenderVideo } from './luma/lifecycle.ts';

/** Draws demo videos with the ffmpeg at `ffmpegPath`. The painter is loaded with the first video. */
export function renderDemo(ffmpegPath: string | undefined): RenderVideo {
  return async (prompt, format, outFile, signal) => {
    if (ffmpegPath === undefined) throw new Error('The demo generator needs ffmpeg, and none was found.');
    const { renderDemoVideo } = await import('./demo/renderDemoVideo.ts');
    await renderDemoVideo(prompt, format, ffmpegPath, outFile, signal);
  };
}
