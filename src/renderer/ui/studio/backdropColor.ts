import type { BackgroundChoice } from '../../../shared/clip/clipSettings.ts';
import { rgba, toHex } from '../../../shared/sprite/color.ts';
import type { StudioPicture } from '../../../shared/studio.ts';
import type { Backdrop } from '../../editor/studio/studioState.ts';

/** A CSS colour to see frames on; that of the video is its key colour, or else its picture's corner. */
export function backdropColor(backdrop: Backdrop, key: BackgroundChoice, picture: StudioPicture | null): string {
  switch (backdrop) {
    case 'checker':
      return 'transparent';
    case 'dark':
      return '#101211';
    case 'light':
      return '#f4f6f4';
    case 'source':
      return key.kind === 'key' ? toHex(key.color) : toHex(cornerOf(picture));
  }
}

function cornerOf(picture: StudioPicture | null): number {
  if (picture === null) return rgba(128, 128, 128);
  const { width, height, pixels } = picture;
  const at = 4 * (Math.floor(height * 0.04) * width + Math.floor(width * 0.04));
  return rgba(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
}
