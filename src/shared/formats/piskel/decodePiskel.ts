import { newCel } from '../../sprite/cels.ts';
import { IdSource } from '../../sprite/ids.ts';
import { newFrame, newImageLayer, newSprite } from '../../sprite/newSprite.ts';
import { rasterFrom } from '../../sprite/raster.ts';
import type { Cel, Frame, FrameId, ImageLayer, Sprite } from '../../sprite/sprite.ts';
import { NO_USER_DATA } from '../../sprite/userData.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { MemoryBudget } from '../memoryBudget.ts';
import type { Zlib } from '../zlib.ts';
import { Data, piskelError } from './piskelData.ts';
import { frameOfGrid, framesOfLayer, type PiskelFrame } from './piskelFrames.ts';

const DEFAULT_FPS = 12;

/**
 * Reads a .piskel file (piskelapp/piskel, js/utils/serialization): the present form, with layers as PNGs, and the two
 * before it, with pixels as numbers or colours. Frames that are hidden in Piskel are there; the file's description
 * becomes the sprite's user data. Every failure is a FormatError.
 */
export function decodePiskel(bytes: Uint8Array, zlib: Zlib): Sprite {
  if (bytes.length > FORMAT_LIMITS.fileBytes) throw piskelError('too_large', `${bytes.length} bytes`);
  const file = Data.fromBytes(bytes);
  if (file.isList) {
    return build([{ name: 'Layer 1', opacity: 1, frames: file.list().map((grid) => frameOfGrid(grid)) }], DEFAULT_FPS);
  }
  const version = file.get('modelVersion');
  if (version.isAbsent) throw piskelError('wrong_format', 'there is no modelVersion');
  const number = version.whole(0, 1000);
  if (number !== 1 && number !== 2) throw piskelError('unsupported', `form ${number}; 1 and 2 are known`);
  const piskel = file.get('piskel');
  const layers = piskel.get('layers').list();
  if (layers.length > FORMAT_LIMITS.layers) throw piskelError('too_large', `${layers.length} layers`);
  const fps = piskel.get('fps').isAbsent ? DEFAULT_FPS : piskel.get('fps').number(0, 1000);
  const budget = new MemoryBudget(bytes.length);
  const sprite = build(
    layers.map((layer, i) => readLayer(layer.parsed(), number, i, { zlib, budget })),
    fps,
  );
  const text = piskel.get('description').textOr('');
  return text === '' ? sprite : { ...sprite, userData: { ...NO_USER_DATA, text } };
}

interface PiskelLayer {
  readonly name: string;
  /** 0 to 1. */
  readonly opacity: number;
  readonly frames: readonly (PiskelFrame | undefined)[];
}

interface Means {
  readonly zlib: Zlib;
  readonly budget: MemoryBudget;
}

function readLayer(layer: Data, version: number, index: number, { zlib, budget }: Means): PiskelLayer {
  return {
    name: layer.get('name').textOr(`Layer ${index + 1}`),
    opacity: layer.get('opacity').isAbsent ? 1 : layer.get('opacity').number(0, 1),
    frames:
      version === 1
        ? layer
            .get('frames')
            .list()
            .map((grid) => frameOfGrid(grid))
        : framesOfLayer(layer, zlib, budget),
  };
}

function build(layers: readonly PiskelLayer[], fps: number): Sprite {
  const first = layers.flatMap(({ frames }) => [...frames]).find((frame) => frame !== undefined);
  const count = Math.max(0, ...layers.map(({ frames }) => frames.length));
  if (first === undefined) throw piskelError('invalid', 'there are no frames');
  if (count > FORMAT_LIMITS.frames)
    throw piskelError('too_large', `${count} frames; ${FORMAT_LIMITS.frames} is the limit`);
  const { width, height } = first;
  const plain = newSprite({ width, height });
  const ids = new IdSource(1);
  const duration = fps === 0 ? 100 : Math.max(1, Math.round(1000 / fps));
  const frames = Array.from({ length: count }, () => newFrame(ids.next('frame'), duration));
  return ids.claimed({ ...plain, frames, layers: layers.map((layer) => buildLayer(layer, frames, plain, ids)) });
}

function buildLayer(layer: PiskelLayer, frames: readonly Frame[], canvas: Sprite, ids: IdSource): ImageLayer {
  const { width, height } = canvas;
  const cels = new Map<FrameId, Cel>();
  frames.forEach(({ id }, number) => {
    const frame = layer.frames[number];
    if (frame === undefined) return;
    if (frame.width !== width || frame.height !== height) {
      throw piskelError('invalid', `a frame of ${frame.width} x ${frame.height} in a picture of ${width} x ${height}`);
    }
    const raster = rasterFrom('rgba', frame.pixels, width, height);
    if (raster.chunks.size === 0) return;
    const bounds = { x: 0, y: 0, width, height };
    cels.set(id, newCel({ kind: 'image', id: ids.next('content'), raster, bounds }));
  });
  return { ...newImageLayer(ids.next('layer'), layer.name), opacity: Math.round(layer.opacity * 255), cels };
}
