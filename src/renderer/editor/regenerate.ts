import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { GENERATION_LIMITS, type Generation, type GenerationRequest } from '../../shared/ipc.ts';
import { compositeFrame } from '../../shared/sprite/composite.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import type { FrameId, Sprite } from '../../shared/sprite/sprite.ts';
import { takenFrames } from './awaitedTake.ts';
import { spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { showOnly } from './export/exportedFrames.ts';
import { startGeneration } from './generations.ts';
import { tagAround } from './playback.ts';
import { beforeScreen, colorsIn, isSeeThrough, screenFor } from './screen.ts';
import type { Document } from './session.ts';

/** Frames of the current layer to make anew between the first and the last of them. */
export interface FrameRange {
  readonly from: FrameId;
  readonly to: FrameId;
}

/** The frames of the tag around the current one, or all. */
export function usualRange(document: Document): FrameRange {
  const sprite = spriteOf(document);
  const tag = tagAround(sprite, document.frame);
  const [first, last] = [sprite.frames[0]?.id ?? document.frame, sprite.frames.at(-1)?.id ?? document.frame];
  return tag ? { from: tag.from, to: tag.to } : { from: first, to: last };
}

/** Whether the sprite's size is one that frames can be made in. */
export function canRegenerate({ width, height }: Pick<Sprite, 'width' | 'height'>): boolean {
  const { least, most } = GENERATION_LIMITS.side;
  return Math.min(width, height) >= least && Math.max(width, height) <= most;
}

/** Asks for another take of frames. It comes in as a hidden layer above the current one; what is there stays. */
export function startRegeneration(
  editor: Editor,
  document: Document,
  range: FrameRange,
  prompt: string,
): Promise<Generation> {
  const request = regenerationOf(document, range, prompt);
  const taken = takenFrames(document, range);
  const take = { above: document.layer, ...range };
  return startGeneration(editor, { ...request, ...(taken && { take: taken }) }, { document: document.id, take });
}

/**
 * A video that begins and ends with the range's first and last frame of the current layer, before a plain screen; cut
 * into as many frames as the range has, in the layer's own colours.
 */
export function regenerationOf(document: Document, range: FrameRange, prompt: string): GenerationRequest {
  const sprite = showOnly(spriteOf(document), document.layer);
  const [first, last] = [indexOf(sprite, range.from), indexOf(sprite, range.to)];
  const pictures = sprite.frames.flatMap((_, i) => (i < first || i > last ? [] : [compositeFrame(sprite, i)]));
  const colors = colorsIn(pictures);
  const screen = screenFor(colors);
  const { width, height } = sprite;
  const before = (picture: Uint32Array = new Uint32Array(width * height)) =>
    beforeScreen(picture, width, height, screen);
  const settings = {
    ...DEFAULT_CLIP,
    width,
    height,
    crop: 'picture' as const,
    background: pictures.some(isSeeThrough) ? ({ kind: 'key', color: screen } as const) : ({ kind: 'keep' } as const),
    palette: colors.length > 1 && colors.length < 256 ? colors : null,
    loop: { kind: 'off' } as const,
    dropDuplicates: false,
    frameCount: Math.max(2, pictures.length),
  };
  return { prompt, settings, startFrame: before(pictures[0]), endFrame: before(pictures.at(-1)) };
}
