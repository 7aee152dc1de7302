import type { ClipSettings } from '../../clip/clipSettings.ts';
import { ClipCutter, type CutClip } from '../clipCutter.ts';
import type { RawVideo } from '../rawVideo.ts';

/** Cuts frames that are all at hand. */
export function cutClip(frames: readonly Uint8Array[], video: RawVideo, settings: ClipSettings): CutClip {
  const cutter = new ClipCutter(video);
  for (const frame of frames) cutter.add(frame);
  return cutter.cut(settings, 'exact');
}
