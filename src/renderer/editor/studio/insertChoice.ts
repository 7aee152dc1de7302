import type { PaletteChoice } from '../../../shared/sprite/edits/clip/clipPalette.ts';
import type { FrameId, LayerId } from '../../../shared/sprite/sprite.ts';
import type { ClipOfLayer } from './clipToRecut.ts';

/** Where the frames go, what becomes of the sprite's palette, and what layer and tag are called. */
export interface InsertChoice {
  readonly place: InsertPlace;
  readonly palette: PaletteChoice;
  readonly name: string;
  /** Of frames that are cut again: what becomes of those that were painted over. */
  readonly painted: 'keep' | 'replace';
}

export type InsertPlace =
  /** A new layer above the current one, from the current frame on. */
  | { readonly kind: 'layer' }
  /** Into a layer that there is, from a frame on. */
  | { readonly kind: 'into'; readonly layer: LayerId; readonly frame: FrameId }
  /** In the place of the frames that were cut from this video before. */
  | { readonly kind: 'recut'; readonly clip: ClipOfLayer }
  | { readonly kind: 'sprite' };
