import { rgba } from './color.ts';
import { composite } from './composite.ts';
import { mapLayers } from './layers.ts';
import type { Rect } from './rect.ts';
import type { Cel, FrameId, Layer, Sprite } from './sprite.ts';

/** A palette whose colours say which entry they are. */
const MARKS = {
  colors: Array.from({ length: 256 }, (_, entry) => rgba(entry, 0, 0)),
  names: new Map<number, string>(),
};

/**
 * Which entries of its palette an indexed sprite shows in frame number `index` within `region`: at each pixel that of
 * the topmost layer that has one there, the transparent entry where none has. Blending is left aside, so that a pixel's
 * colour may be another than its entry's. Undefined for sprites of other colour modes.
 */
export function compositeEntries(sprite: Sprite, index: number, region: Rect): Uint32Array | undefined {
  if (sprite.colorMode !== 'indexed') return undefined;
  const frame = sprite.frames[index]?.id;
  const layers = mapLayers(sprite.layers, (layer) => marking(layer, frame));
  const seen = composite({ ...sprite, layers, palette: MARKS, paletteChanges: new Map() }, index, region);
  return seen.map((mark) => (mark >>> 24 === 0 ? sprite.transparentIndex : mark & 255));
}

/** The layer and its cel in one frame, opaque where they are to be seen at all. */
function marking(layer: Layer, frame: FrameId | undefined): Layer {
  const plain = { opacity: layer.opacity === 0 ? 0 : 255, blendMode: 'normal' } as const;
  if (layer.kind === 'group') return { ...layer, ...plain };
  const cel = frame === undefined ? undefined : layer.cels.get(frame);
  const cels = new Map<FrameId, Cel>();
  if (cel && frame !== undefined) cels.set(frame, { ...cel, opacity: cel.opacity === 0 ? 0 : 255 });
  return { ...layer, ...plain, cels };
}
