import type { Area, ClipSettings } from '../clip/clipSettings.ts';
import { type Background, fitBackground } from './background.ts';
import { fitSubject, fitWhole, type Grid, subjectBox } from './grid.ts';
import { pictureBox } from './letterbox.ts';
import { type Matte, matte, matteLimits } from './matte.ts';
import { type Box, type RawVideo, spread } from './rawVideo.ts';
import type { YuvTable } from './yuvTable.ts';

/** Which of the settings decide what is to be seen, and where. */
export type SceneOptions = Pick<ClipSettings, 'width' | 'height' | 'background' | 'crop'>;

export type SceneWarning =
  /** The picture has no plain backdrop; nothing was removed. */
  | 'background_not_found'
  /** All of the picture looks like the backdrop; nothing was removed. */
  | 'no_subject'
  /** The subject is cut off by the picture's border. */
  | 'touches_edge';

/** What is to be seen, and where. */
export interface Scene {
  readonly grid: Grid;
  /** The picture without black bars; outside of it there is nothing to sample. */
  readonly area: Box;
  /** One for each frame; undefined when the backdrop stays. */
  readonly mattes: readonly Matte[] | undefined;
  /** How plain the backdrop is, 0 to 1; null when nobody asked. */
  readonly confidence: number | null;
  readonly warnings: readonly SceneWarning[];
}

/** The confidence from which a backdrop counts as plain. */
const PLAIN = 0.5;
/** Frames by which the picture and its backdrop are judged. */
const FEW = 8;
/** Backdrops that differ less (OKLab) are the same. */
const SAME_BACKDROP = 0.01;

/** The picture within black bars, and what is behind the subject. */
interface Stage {
  readonly picture: Box;
  /** Undefined where it stays. */
  readonly background: Background | undefined;
}

/**
 * Finds the picture within black bars, the subject before its backdrop, and the grid to lay over it. What the first
 * frames show is taken to hold while the others come, so that mattes are ready early; in the end that is looked at
 * again with frames from the whole clip, and done again where it was wrong.
 */
export class SceneFinder {
  readonly #video: RawVideo;
  readonly #table: YuvTable;
  readonly #options: SceneOptions;
  readonly #frames: Uint8Array[] = [];
  readonly #mattes: Matte[] = [];
  #early: Stage | undefined;

  constructor(video: RawVideo, options: SceneOptions, table: YuvTable) {
    this.#video = video;
    this.#options = options;
    this.#table = table;
  }

  add(frame: Uint8Array): void {
    this.#frames.push(frame);
    if (this.#frames.length === FEW) {
      this.#early = this.#stageOf(this.#frames);
      for (const first of this.#frames) this.#cutOut(first, this.#early);
    } else if (this.#early) this.#cutOut(frame, this.#early);
  }

  /** @param shown numbers of the frames that will be shown; the grid is laid over the subject in these */
  find(shown: readonly number[]): Scene {
    const { width, height, background: wish, crop } = this.#options;
    const stage = this.#stageOf(spread(this.#frames, FEW));
    const { picture, background } = stage;
    const whole: Scene = {
      grid: fitWhole(picture, width, height, this.#video.pixel),
      area: picture,
      mattes: undefined,
      confidence: background?.confidence ?? null,
      warnings: wish.kind !== 'keep' ? ['background_not_found'] : [],
    };
    if (!background || background.confidence < PLAIN) return whole;
    const mattes = this.#mattesOf(shown, stage);
    // A stray spark must not shrink the sprite, but what is there twice belongs to it.
    const least = (this.#cellIn(picture) / 4) * (1 + shown.length / 24);
    const box = subjectBox(mattes, this.#video, least);
    if (!box) return { ...whole, warnings: ['no_subject'] };
    const isCropped = crop === 'subject';
    const grid = isCropped ? fitSubject(box, width, height, this.#video.pixel) : whole.grid;
    return { ...whole, grid, mattes, warnings: touches(box, picture) ? ['touches_edge'] : [] };
  }

  #stageOf(few: readonly Uint8Array[]): Stage {
    const { crop, background } = this.#options;
    const picture = typeof crop === 'object' ? onChroma(crop, this.#video) : pictureBox(few, this.#video);
    if (background.kind === 'keep') return { picture, background: undefined };
    return { picture, background: fitBackground(few, this.#video, picture, this.#table) };
  }

  #mattesOf(shown: readonly number[], stage: Stage): readonly Matte[] {
    const isReady = this.#early !== undefined && isSame(this.#early, stage);
    return shown.flatMap((number) => {
      const frame = this.#frames[number];
      const found = isReady ? this.#mattes[number] : frame && this.#matteOf(frame, stage);
      return found ? [found] : [];
    });
  }

  #cutOut(frame: Uint8Array, stage: Stage): void {
    const found = this.#matteOf(frame, stage);
    if (found) this.#mattes.push(found);
  }

  #matteOf(frame: Uint8Array, { picture, background }: Stage): Matte | undefined {
    if (!background || background.confidence < PLAIN) return undefined;
    const limits = matteLimits(background, this.#cellIn(picture));
    return matte(frame, this.#video, picture, background, this.#table, limits);
  }

  /** About how wide a cell will be. */
  #cellIn(picture: Box): number {
    const { width, height } = this.#options;
    return Math.min((picture.right - picture.left) / width, (picture.bottom - picture.top) / height);
  }
}

function isSame(one: Stage, other: Stage): boolean {
  const [early, late] = [one.background, other.background];
  if (!early || !late || early.isColorful !== late.isColorful || early.confidence < PLAIN) return false;
  const isSameBox = (['left', 'top', 'right', 'bottom'] as const).every(
    (side) => one.picture[side] === other.picture[side],
  );
  const step = Math.max(1, Math.floor(early.field.length / 999));
  for (let i = 0; i < early.field.length; i += step) {
    if (Math.abs((early.field[i] ?? 0) - (late.field[i] ?? 0)) > SAME_BACKDROP) return false;
  }
  return isSameBox;
}

/** The area, in pixels of the original, on whole chroma samples within the frame. */
function onChroma(area: Area, { width, height, pixel }: RawVideo): Box {
  const even = (value: number, most: number): number => 2 * Math.round(Math.min(most, Math.max(0, value * pixel)) / 2);
  const [left, top] = [even(area.x, width - 2), even(area.y, height - 2)];
  return {
    left,
    top,
    right: Math.max(left + 2, even(area.x + area.width, width)),
    bottom: Math.max(top + 2, even(area.y + area.height, height)),
  };
}

function touches(box: Box, picture: Box): boolean {
  const [left, top] = [box.left - picture.left, box.top - picture.top];
  const [right, bottom] = [picture.right - box.right, picture.bottom - box.bottom];
  return Math.min(left, top, right, bottom) <= 2;
}
