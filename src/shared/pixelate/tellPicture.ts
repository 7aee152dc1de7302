import { kernel } from './kernel/kernel.ts';
import type { RawVideo } from './rawVideo.ts';
import { tellTable } from './yuvTable.ts';

/** Tells the kernel at whose chroma samples it shall look, each with the mean of its four lumas. */
export function tellPicture(frame: Uint8Array, video: RawVideo): void {
  tellTable(video);
  kernel.call.setPicture(kernel.hold('frame', frame), video.width, video.height);
}
