import { entryAt, yuvPlace } from './yuv';

/** Colours of a frame's chroma samples, each with the mean of its four lumas. */

let frame: usize = 0;
let width: i32 = 0;
let planeU: usize = 0;
let planeV: usize = 0;

/** Tells what is looked at: a frame of `frameWidth` x `frameHeight` pixels. */
export function setPicture(frameAt: usize, frameWidth: i32, frameHeight: i32): void {
  frame = frameAt;
  width = frameWidth;
  planeU = frameAt + width * frameHeight;
  planeV = planeU + ((width * frameHeight) >> 2);
}

/** Where in the table the colour of the chroma sample at (x, y) stands. */
export function colorOfSample(x: i32, y: i32): usize {
  const luma = frame + <usize>(2 * (y * width + x));
  const up = <i32>load<u8>(luma) + <i32>load<u8>(luma, 1);
  const down = <i32>load<u8>(luma + width) + <i32>load<u8>(luma + width, 1);
  const chroma = <usize>(y * (width >> 1) + x);
  return entryAt(yuvPlace((up + down) >> 2, load<u8>(planeU + chroma), load<u8>(planeV + chroma)));
}
