import { kernel } from './kernel/kernel.ts';
import type { RawVideo } from './rawVideo.ts';
import type { YuvTable } from './yuvTable.ts';

/** Tells the kernel at whose chroma samples it shall look, each with the mean of its four lumas. */
export function tellPicture(frame: Uint8Array, { width, height }: RawVideo, table: YuvTable): void {
  kernel.call.setPicture(kernel.hold('frame', frame), width, height, kernel.hold('table', table));
}
