import { newCel } from '../../src/shared/sprite/cels.ts';
import { rgba } from '../../src/shared/sprite/color.ts';
import { IdSource } from '../../src/shared/sprite/ids.ts';
import { newFrame, newGroupLayer, newImageLayer, newSprite } from '../../src/shared/sprite/newSprite.ts';
import { rasterFrom } from '../../src/shared/sprite/raster.ts';
import type { Cel, Content, FrameId, ImageLayer, Sprite, Tag } from '../../src/shared/sprite/sprite.ts';
import { NO_USER_DATA } from '../../src/shared/sprite/userData.ts';
import { type Drawing, ground, roundShape } from './shapes.ts';

/** A ramp of four tones, dark to light. */
type Ramp = readonly [number, number, number, number];

const SKIN: Ramp = [rgba(122, 72, 65), rgba(173, 119, 87), rgba(217, 160, 102), rgba(238, 195, 154)];
const CLOTH: Ramp = [rgba(40, 40, 77), rgba(63, 63, 116), rgba(48, 96, 130), rgba(91, 110, 225)];
const LEATHER: Ramp = [rgba(69, 40, 60), rgba(102, 57, 49), rgba(143, 86, 59), rgba(185, 122, 75)];
const SPARK: Ramp = [rgba(223, 113, 38), rgba(251, 182, 54), rgba(251, 242, 54), rgba(255, 255, 255)];
const SHADE = rgba(34, 32, 52);
/** Frames of one round of the walk. */
const CYCLE = 12;

/** What one layer shows in a frame. Frames for which `same` is equal are linked. */
interface Part {
  readonly name: string;
  readonly same: (frame: number) => number;
  readonly draw: (phase: number, unit: number) => Drawing;
  /** Where its middle is, in units from the middle of the canvas. */
  readonly at: (phase: number) => readonly [number, number];
  readonly look?: Partial<Pick<ImageLayer, 'opacity' | 'blendMode'>>;
}

const limb = (ramp: Ramp, sign: number) => (phase: number, unit: number) =>
  roundShape(unit * (2.2 + 0.4 * Math.cos(phase * sign)), unit * 6, ramp, phase);

const PARTS: readonly Part[] = [
  {
    name: 'shadow',
    same: (frame) => frame % CYCLE,
    draw: (phase, unit) => roundShape(unit * (9 + Math.cos(2 * phase)), unit * 1.6, [SHADE, SHADE, SHADE, SHADE], 0),
    at: () => [0, 21],
    look: { opacity: 120, blendMode: 'multiply' },
  },
  {
    name: 'far leg',
    same: (frame) => frame,
    draw: limb(LEATHER, -1),
    at: (phase) => [-2 - 5 * Math.sin(phase), 14],
  },
  {
    name: 'body',
    same: (frame) => frame >> 1,
    draw: (phase, unit) => roundShape(unit * 7, unit * 9, CLOTH, phase),
    at: (phase) => [0, 2 + Math.cos(2 * phase)],
  },
  { name: 'near leg', same: (frame) => frame, draw: limb(LEATHER, 1), at: (phase) => [2 + 5 * Math.sin(phase), 14] },
  {
    name: 'head',
    same: (frame) => frame >> 2,
    draw: (phase, unit) => roundShape(unit * 6, unit * 6, SKIN, phase),
    at: (phase) => [1, -11 + Math.cos(2 * phase)],
  },
  { name: 'arm', same: (frame) => frame, draw: limb(SKIN, 1), at: (phase) => [1 - 6 * Math.sin(phase), 4] },
  {
    name: 'sparks',
    same: (frame) => frame,
    draw: (phase, unit) => roundShape(unit * (2 + Math.sin(3 * phase)), unit * (2 + Math.cos(3 * phase)), SPARK, phase),
    at: (phase) => [14 * Math.cos(phase * 1.3), -12 + 6 * Math.sin(phase * 1.7)],
    look: { opacity: 200 },
  },
];

/**
 * A figure that walks over ground, as an artist's file holds it: a background that all frames share, a group of limbs of
 * which some stay for a few frames, tags, half clear and blended layers. The same every time.
 *
 * @param side Of the canvas, in pixels.
 */
export function walkingFigure(side: number, frameCount: number): Sprite {
  const plain = newSprite({ width: side, height: side, layerName: 'ground' });
  const ids = new IdSource(plain.nextId);
  const frames = Array.from({ length: frameCount }, () => newFrame(ids.next('frame'), 83));
  const numbered = frames.map(({ id }) => id);
  const back = newCel(contentOf(ids, ground(side)));
  const bottom = {
    ...newImageLayer(ids.next('layer'), 'ground'),
    background: true,
    cels: new Map(numbered.map((id) => [id, back])),
  };
  const children = PARTS.map((part) => ({
    ...newImageLayer(ids.next('layer'), part.name),
    ...part.look,
    cels: celsOf(part, side, numbered, ids),
  }));
  const figure = { ...newGroupLayer(ids.next('layer'), 'figure'), children };
  return ids.claimed({ ...plain, frames, layers: [bottom, figure], tags: tagsOf(numbered, ids) });
}

function contentOf(ids: IdSource, { pixels, width, height }: Drawing): Content {
  const raster = rasterFrom('rgba', pixels, width, height);
  return { kind: 'image', id: ids.next('content'), raster, bounds: { x: 0, y: 0, width, height } };
}

function celsOf(part: Part, side: number, frames: readonly FrameId[], ids: IdSource): Map<FrameId, Cel> {
  const cels = new Map<FrameId, Cel>();
  const made = new Map<number, Cel>();
  const unit = side / 64;
  frames.forEach((id, frame) => {
    const key = part.same(frame);
    const phase = (frame * 2 * Math.PI) / CYCLE;
    const [x, y] = part.at(phase);
    const drawing = part.draw(phase, unit);
    const place = (middle: number, size: number): number => Math.round(side / 2 + middle * unit - size / 2);
    const cel = made.get(key) ?? newCel(contentOf(ids, drawing), place(x, drawing.width), place(y, drawing.height));
    made.set(key, cel);
    cels.set(id, cel);
  });
  return cels;
}

/** One tag for each round. */
function tagsOf(frames: readonly FrameId[], ids: IdSource): Tag[] {
  return frames.flatMap((from, frame) => {
    if (frame % CYCLE !== 0) return [];
    const to = frames[Math.min(frame + CYCLE, frames.length) - 1] ?? from;
    const plain = { direction: 'forward', repeat: 0, color: SHADE, userData: NO_USER_DATA, unknown: [] } as const;
    return [{ ...plain, id: ids.next('tag'), name: `round ${frame / CYCLE + 1}`, from, to }];
  });
}
