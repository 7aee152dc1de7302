import type { ClipSettings } from '../clip/clipSettings.ts';
import type { Background } from './background.ts';
import { kernel } from './kernel/kernel.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import type { Silhouette } from './silhouette.ts';
import { tellTable, YUV_PLACES } from './yuvTable.ts';

/** Which of the settings decide what counts as backdrop. */
export type MatteSettings = Pick<ClipSettings, 'matteSure' | 'matteSoft' | 'removeShadow' | 'removeHoles'>;

export interface MatteLimits {
  /** OKLab distances from the backdrop: below `soft` it may be the backdrop, below `sure` it can be nothing else. */
  readonly soft: number;
  readonly sure: number;
  /** What is like the backdrop with less light goes too. */
  readonly removesShadow: boolean;
  /** Least size, in chroma samples, of a piece of the subject and of an enclosed hole. */
  readonly leastPiece: number;
  readonly leastHole: number;
  readonly removesHoles: boolean;
}

/** One byte for every chroma sample: 0 where the backdrop is, INSIDE or EDGE where the subject is. */
export type Matte = Uint8Array;
export const INSIDE = 1;
/** Next to the backdrop, and therefore mixed with its colour by blur and by the codec. */
export const EDGE = 2;

/** Before a backdrop without colour, so much of the wanted `sure` distance is taken. */
const COLORLESS = 0.4;

/**
 * What is green before a green wall is the wall; a grey thing before a grey wall must be looked at more closely.
 *
 * @param cell about how wide a pixel of the sprite will be, in pixels of the raw frames
 */
export function matteLimits(
  { isColorful }: Pick<Background, 'isColorful'>,
  cell: number,
  { matteSure, matteSoft, removeShadow, removeHoles }: MatteSettings,
): MatteLimits {
  const leastPiece = Math.max(2, Math.round(cell ** 2 / 8));
  return {
    soft: Math.max(matteSure, matteSoft),
    sure: isColorful ? matteSure : COLORLESS * matteSure,
    leastPiece,
    leastHole: (isColorful ? 1 : 6) * leastPiece,
    removesShadow: removeShadow,
    removesHoles: removeHoles,
  };
}

/** What a frame shows of the subject. */
export interface CutOut {
  readonly matte: Matte;
  readonly silhouette: Silhouette;
  /** The box around all of the subject, in pixels of the frame; of no size where there is none. */
  readonly bounds: Box;
}

/**
 * Parts the subject of one frame after the other from a plain backdrop: away goes everything like the backdrop, or like
 * its shadow, that hangs together with the picture's border, and what is seen of the backdrop through holes. Specks go
 * too.
 */
export function matteCutter(
  background: Pick<Background, 'field' | 'texture'>,
  video: RawVideo,
  box: Box,
  limits: MatteLimits,
): (frame: Uint8Array) => CutOut {
  const [width, height] = [video.width >> 1, video.height >> 1];
  const [left, top, right, bottom] = [box.left >> 1, box.top >> 1, box.right >> 1, box.bottom >> 1];
  const samples = (right - left) * (bottom - top);
  const tellBackdrop = backdropTeller(background, width, [left, top, right, bottom], limits);
  return (frame) => {
    tellTable(video);
    tellBackdrop();
    const rowAt = kernel.room('matteRow', 5 * width + ROW_MARGIN);
    kernel.call.setMatte(width, height, left, top, right, bottom, rowAt);
    kernel.call.findPieces(kernel.hold('frame', frame), kernel.room('matteRuns', RUN_BYTES * (samples + 1)));
    const margin = width + MATTE_MARGIN;
    const boxAt = kernel.room('cutOut', BOX_BYTES + 2 * (width + 1 + height) + 2 * margin + width * height);
    const columnsAt = boxAt + BOX_BYTES;
    const rowsAt = columnsAt + 2 * (width + 1);
    const matteAt = rowsAt + 2 * height + margin;
    const { leastPiece, leastHole, removesHoles } = limits;
    kernel.call.writeMatte(matteAt, columnsAt, rowsAt, boxAt, leastPiece, leastHole, Number(removesHoles));
    const matte = kernel.copy(Uint8Array, matteAt, width * height);
    const columns = kernel.copy(Uint16Array, columnsAt, width);
    const rows = kernel.copy(Uint16Array, rowsAt, height);
    return { matte, silhouette: { columns, rows }, bounds: boxOf(kernel.view(Int32Array, boxAt, 4)) };
  };
}

/** What the kernel wants for a box, beside the samples of a row, for a run, on both sides of a matte, for what it learned. */
const BOX_BYTES = 16;
const ROW_MARGIN = 64;
const RUN_BYTES = 16;
const MATTE_MARGIN = 16;
const RANGE_BYTES = 32;

/** @param sides of a box in chroma samples: left, top, right, bottom */
function boxOf([left = 0, top = 0, right = 0, bottom = 0]: Int32Array): Box {
  return { left: 2 * left, top: 2 * top, right: 2 * right, bottom: 2 * bottom };
}

/**
 * Tells the kernel the backdrop. What a colour is wherever it is seen is worked out once: of a backdrop that hardly changes
 * over the picture few are left for which the place decides. It is forgotten when another backdrop is told.
 */
function backdropTeller(
  { field, texture }: Pick<Background, 'field' | 'texture'>,
  width: number,
  area: readonly [number, number, number, number],
  { sure, soft, removesShadow }: MatteLimits,
): () => void {
  const textureColors = Float64Array.from(texture.flatMap(({ lightness, a, b }) => [lightness, a, b]));
  const key = {};
  return () => {
    const fieldAt = kernel.hold('backdropField', field);
    const learnedAt = kernel.keep('backdropLearned', key, () => {
      const at = kernel.room('backdropLearned', RANGE_BYTES + YUV_PLACES);
      kernel.call.beginBackdrop(at, fieldAt, width, ...area);
      return at;
    });
    const textureAt = kernel.hold('backdropTexture', textureColors);
    const shadow = Number(removesShadow);
    kernel.call.setBackdrop(learnedAt, fieldAt, textureAt, texture.length, sure, soft, shadow);
  };
}
