import type { Generation } from './ipc.ts';
import { insertClip } from './sprite/edits/insertClip.ts';
import type { Edit } from './sprite/history.ts';
import { newSprite } from './sprite/newSprite.ts';
import { paletteOf } from './sprite/palette.ts';
import type { PixelClip } from './sprite/pixelClip.ts';
import type { FrameId, LayerId, Sprite } from './sprite/sprite.ts';
import type { PropertyMap, PropertyValue } from './sprite/userData.ts';

/** Puts the frames of a generation above a layer, from a frame on, with a note of where they come from. */
export function insertGenerated(generation: Generation, clip: PixelClip, above: LayerId | null, frame: FrameId): Edit {
  return insertClip(clip, { above, frame, name: nameOf(generation), provenance: provenanceOf(generation) });
}

/** An empty sprite of the size and palette that the frames of a generation call for. */
export function canvasForGenerated(generation: Generation, { width, height, palette }: PixelClip): Sprite {
  return newSprite({ width, height, palette: paletteOf(generation.settings.palette ?? palette) });
}

/** Turns the sprite of `canvasForGenerated` into one that has just the layer of the generation. */
export function fillWithGenerated(generation: Generation, clip: PixelClip): Edit {
  return (empty) => {
    const [frame] = empty.frames;
    if (frame === undefined) return empty;
    const filled = insertGenerated(generation, clip, null, frame.id)(empty);
    const known = new Set(empty.layers.map(({ id }) => id));
    return { ...filled, layers: filled.layers.filter(({ id }) => !known.has(id)) };
  };
}

/** A short name for layer, tag and sprite: the prompt's first words, or the video's name. */
export function nameOf({ origin }: Generation): string {
  if (origin.kind === 'video') return origin.name.replace(/\.[^.]+$/, '');
  const words = origin.request.prompt.trim().split(/\s+/).join(' ');
  return words.length <= 32 ? words : `${words.slice(0, 31).trimEnd()}…`;
}

/** Where the frames come from, as it is kept in the file. */
function provenanceOf({ origin, startedAt, settings }: Generation): PropertyMap {
  const text = (value: string): PropertyValue => ({ type: 'string', value });
  const common: [string, PropertyValue][] = [
    ['date', text(new Date(startedAt).toISOString())],
    ['colors', { type: 'int32', value: settings.colorCount }],
    ['fps', { type: 'int32', value: settings.fps }],
  ];
  if (origin.kind === 'video') return new Map([['source', text(origin.name)], ...common]);
  return new Map([
    ['provider', text(origin.provider)],
    ['prompt', text(origin.request.prompt)],
    ['job', text(origin.jobId ?? '')],
    ...common,
  ]);
}
