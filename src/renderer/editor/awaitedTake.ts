import type { AwaitedTake, TakenFrames, TakenFrom } from '../../shared/ipc.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import { eachLayer } from '../../shared/sprite/layers.ts';
import type { LayerId, Sprite } from '../../shared/sprite/sprite.ts';
import { spriteOf } from './documents.ts';
import type { FrameRange } from './regenerate.ts';
import type { Destination, Document, Session } from './session.ts';

/** Frames of the current layer by their places; null where that is gone. */
export function takenFrames(document: Document, { from, to }: FrameRange): (TakenFrames & TakenFrom) | null {
  const { id: number, file, layer } = document;
  const sprite = spriteOf(document);
  const layers = [...eachLayer(sprite.layers)];
  const place = layers.findIndex(({ id }) => id === layer);
  const name = layers[place]?.name;
  if (name === undefined) return null;
  const places = { layer: name, place, from: indexOf(sprite, from), to: indexOf(sprite, to) };
  return file === null ? { ...places, document: number } : { ...places, file };
}

/**
 * Where awaited frames go now: over the ones that they are another take of, or above the current layer where those are
 * gone; null while their sprite is not open.
 */
export function destinationOf({ documents }: Session, take: AwaitedTake): Destination | null {
  const document = documents.find(({ file, recovered }) =>
    'file' in take ? file === take.file.id : recovered === take.kept,
  );
  if (document === undefined) return null;
  const sprite = spriteOf(document);
  const above = layerOf(sprite, take);
  const [from, to] = [sprite.frames[take.from]?.id, sprite.frames[take.to]?.id];
  const isThere = above !== undefined && from !== undefined && to !== undefined;
  return { document: document.id, ...(isThere && { take: { above, from, to } }) };
}

/** By its place if it still has its name, or else the only one of this name. */
function layerOf({ layers }: Sprite, { layer, place }: TakenFrames): LayerId | undefined {
  const all = [...eachLayer(layers)];
  if (all[place]?.name === layer) return all[place].id;
  const named = all.filter(({ name }) => name === layer);
  return named.length === 1 ? named[0]?.id : undefined;
}
