import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { type DecodedImage, GENERATION_LIMITS, type Generation, type GenerationRequest } from '../../shared/ipc.ts';
import { colorToOklab, oklabDistance } from '../../shared/pixelate/oklab.ts';
import { rgba } from '../../shared/sprite/color.ts';
import { compositeFrame } from '../../shared/sprite/composite.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import type { FrameId, Sprite } from '../../shared/sprite/sprite.ts';
import { takenFrames } from './awaitedTake.ts';
import { spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { showOnly } from './export/exportedFrames.ts';
import { startGeneration } from './generations.ts';
import { tagAround } from './playback.ts';
import type { Document } from './session.ts';

/** Frames of the current layer to make anew between the first and the last of them. */
export interface FrameRange {
  readonly from: FrameId;
  readonly to: FrameId;
}

/** Screens to put behind the subject, from which it is parted again; the farthest from its colours is taken. */
const SCREENS = [rgba(0, 177, 64), rgba(224, 32, 176), rgba(24, 64, 224), rgba(128, 128, 128)] as const;

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
  const isSeeThrough = pictures.some((picture) => picture.some((pixel) => pixel >>> 24 < 255));
  const { width, height } = sprite;
  const before = (picture: Uint32Array | undefined): DecodedImage => ({
    width,
    height,
    pixels: new Uint8Array(
      Uint32Array.from(picture ?? [], (pixel) => (pixel >>> 24 < 128 ? screen : pixel | 0xff000000)).buffer,
    ),
  });
  const settings = {
    ...DEFAULT_CLIP,
    width,
    height,
    crop: 'picture' as const,
    background: isSeeThrough ? ({ kind: 'key', color: screen } as const) : ({ kind: 'keep' } as const),
    palette: colors.length > 1 && colors.length < 256 ? colors : null,
    loop: { kind: 'off' } as const,
    dropDuplicates: false,
    frameCount: Math.max(2, pictures.length),
  };
  return { prompt, settings, startFrame: before(pictures[0]), endFrame: before(pictures.at(-1)) };
}

/** Opaque colours, in the order in which they are met. */
function colorsIn(pictures: readonly Uint32Array[]): readonly number[] {
  const colors = new Set<number>();
  for (const picture of pictures) for (const pixel of picture) if (pixel >>> 24 === 255) colors.add(pixel);
  return [...colors];
}

function screenFor(colors: readonly number[]): number {
  const subject = colors.map(colorToOklab);
  const nearest = (screen: number): number =>
    Math.min(...subject.map((color) => oklabDistance(color, colorToOklab(screen))));
  return SCREENS.toSorted((a, b) => nearest(b) - nearest(a))[0] ?? SCREENS[0];
}
