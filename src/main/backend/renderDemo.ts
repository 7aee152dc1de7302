import type { RenderVideo } from './luma/lifecycle.ts';

/** Draws demo videos with the ffmpeg at `ffmpegPath`. The painter is loaded with the first video. */
export function renderDemo(ffmpegPath: string | undefined): RenderVideo {
  return async ({ prompt, start, end }, format, outFile, signal) => {
    if (ffmpegPath === undefined) throw new Error('The demo generator needs ffmpeg, and none was found.');
    if (start || end) {
      const { renderPictureVideo } = await import('./demo/renderPictureVideo.ts');
      return renderPictureVideo(prompt, { start, end }, format, ffmpegPath, outFile, signal);
    }
    const { renderDemoVideo } = await import('./demo/renderDemoVideo.ts');
    return renderDemoVideo(prompt, format, ffmpegPath, outFile, signal);
  };
}
