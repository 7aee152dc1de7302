import type { Size } from '../editor/view.ts';

/** The size at which a picture fits into `room`: as large as possible, enlarged by whole numbers only. */
export function fitted({ width, height }: Size, room: Size): Size {
  const scale = Math.min(room.width / width, room.height / height);
  const step = scale >= 1 ? Math.floor(scale) : scale;
  return { width: width * step, height: height * step };
}
