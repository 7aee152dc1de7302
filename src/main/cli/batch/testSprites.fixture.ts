import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { encodeAseprite } from '../../../shared/formats/aseprite/encodeAseprite.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import { compositeFrame } from '../../../shared/sprite/composite.ts';
import { addEmptyFrame } from '../../../shared/sprite/edits/frameEdits.ts';
import { setSurface } from '../../../shared/sprite/edits/paintEdits.ts';
import { addTag } from '../../../shared/sprite/edits/tagEdits.ts';
import { idsOf } from '../../../shared/sprite/ids.ts';
import { newImageLayer, newSprite } from '../../../shared/sprite/newSprite.ts';
import { fromPicture, toPicture } from '../../../shared/sprite/picture.ts';
import { rasterFrom } from '../../../shared/sprite/raster.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { NO_USER_DATA } from '../../../shared/sprite/userData.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';
import { readCommandLine } from '../commandLine.ts';
import { decodeSprite } from './openSprite.ts';
import { type BatchResult, runBatch } from './runBatch.ts';

/** Letters of pictures. */
export const COLORS = { r: rgba(255, 0, 0), g: rgba(0, 255, 0), b: rgba(0, 0, 255), w: rgba(255, 255, 255) };

/** A sprite out of the pictures of its layers, bottom to top, frame by frame ('' for no cel). */
export function drawnSprite(layers: Readonly<Record<string, readonly string[]>>): Sprite {
  const pictures = Object.values(layers);
  const first = fromPicture(pictures.flat().find((picture) => picture !== '') ?? '.');
  const count = Math.max(...pictures.map((frames) => frames.length));
  let sprite: Sprite = { ...newSprite({ width: first.width, height: first.height }), layers: [] };
  for (let at = 1; at < count; at++) sprite = addEmptyFrame(at)(sprite);
  for (const [name, frames] of Object.entries(layers)) {
    const ids = idsOf(sprite);
    const layer = newImageLayer(ids.next('layer'), name);
    sprite = ids.claimed({ ...sprite, layers: [...sprite.layers, layer] });
    frames.forEach((picture, i) => {
      const frame = sprite.frames[i];
      if (frame === undefined || picture === '') return;
      const { width, height, values } = fromPicture(picture, COLORS);
      const raster = rasterFrom('rgba', Uint32Array.from(values), width, height);
      sprite = setSurface({ layer: layer.id, frame: frame.id }, raster)(sprite);
    });
  }
  return sprite;
}

/** With a tag from one frame number to another. */
export function tagged(sprite: Sprite, name: string, from: number, to: number): Sprite {
  const [first, last] = [sprite.frames[from], sprite.frames[to]];
  if (first === undefined || last === undefined) throw new Error('no such frame');
  return addTag({ name, from: first.id, to: last.id, direction: 'forward', repeat: 0, color: rgba(0, 0, 0) })(sprite);
}

/** With a slice, from the first frame on. */
export function sliced(sprite: Sprite, name: string, x: number, y: number, width: number, height: number): Sprite {
  const ids = idsOf(sprite);
  const [frame] = sprite.frames;
  if (frame === undefined) return sprite;
  const keys = [{ frame: frame.id, bounds: { x, y, width, height } }];
  const slice = { id: ids.next('slice'), name, keys, userData: NO_USER_DATA, unknown: [] };
  return ids.claimed({ ...sprite, slices: [...sprite.slices, slice] });
}

/** Every frame as it looks. */
export function seen(sprite: Sprite): readonly string[] {
  return sprite.frames.map((_, frame) => toPicture(compositeFrame(sprite, frame), sprite.width, COLORS));
}

/** A folder with sprites in it, gone at the end of the test. */
export async function withSprites(
  sprites: Readonly<Record<string, Sprite | Uint8Array | string>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-cli-'));
  try {
    for (const [name, content] of Object.entries(sprites)) {
      const isBytes = typeof content === 'string' || content instanceof Uint8Array;
      await writeFile(join(folder, name), isBytes ? content : encodeAseprite(content, nodeZlib));
    }
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the words of a command line, `@` standing for the folder, without writing anything. */
export async function ran(
  folder: string,
  line: string,
): Promise<BatchResult & { readonly warnings: readonly string[] }> {
  const order = readCommandLine(
    line
      .trim()
      .split(/ +/)
      .map((word) => word.replace('@', folder)),
  );
  if (order.command !== 'batch') throw new Error(`not a batch: ${order.command}`);
  const warnings: string[] = [];
  const result = await runBatch(
    order.plan,
    '1.2.3',
    () => undefined,
    (warning) => warnings.push(warning),
  );
  return { ...result, warnings };
}

/** What a run makes, by name: the pictures of all frames. */
export async function made(folder: string, line: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { outputs } = await ran(folder, line);
  const files = outputs.map(async ({ path, bytes }) => {
    return [basename(path), seen(await decodeSprite(path, bytes, false))] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}
