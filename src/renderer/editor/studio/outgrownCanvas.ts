import { CLIP_RANGES } from '../../../shared/clip/clipSettings.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import type { Size } from '../view.ts';
import { type StudioState, takeOf } from './studioState.ts';

/**
 * The size that frames should have for the sprite that they go into, where they are larger; null: they fit, are as small
 * as frames can be, or get a sprite of their own.
 */
export function outgrownCanvas(state: StudioState, sprite: Sprite | undefined): Size | null {
  const clip = takeOf(state).cut?.clip;
  if (clip === undefined || sprite === undefined || state.insert.place.kind === 'sprite') return null;
  const width = Math.max(CLIP_RANGES.width.least, sprite.width);
  const height = Math.max(CLIP_RANGES.height.least, sprite.height);
  return clip.width > width || clip.height > height ? { width, height } : null;
}
