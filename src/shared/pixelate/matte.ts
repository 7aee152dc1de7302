import type { ClipSettings } from '../clip/clipSettings.ts';
import { backdropClasses } from './backdropClasses.ts';
import type { Background } from './background.ts';
import { type ClassLimits, SURE } from './classAt.ts';
import { type EachRun, findPieces, type Piece } from './findPieces.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { addRun, emptySilhouette, type Silhouette } from './silhouette.ts';
import type { YuvTable } from './yuvTable.ts';

/** Which of the settings decide what counts as backdrop. */
export type MatteSettings = Pick<ClipSettings, 'matteSure' | 'matteSoft' | 'removeShadow' | 'removeHoles'>;

export interface MatteLimits extends ClassLimits {
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
}

/**
 * Parts the subject of one frame after the other from a plain backdrop: away goes everything like the backdrop, or like
 * its shadow, that hangs together with the picture's border, and what is seen of the backdrop through holes. Specks go
 * too.
 */
export function matteCutter(
  background: Background,
  video: RawVideo,
  { left, top, right, bottom }: Box,
  table: YuvTable,
  limits: MatteLimits,
): (frame: Uint8Array) => CutOut {
  const width = video.width >> 1;
  const area = { left: left >> 1, top: top >> 1, right: right >> 1, bottom: bottom >> 1 };
  const classesOf = backdropClasses(background, video, area, table, limits);
  return (frame) => {
    const classes = classesOf(frame);
    const matte = new Uint8Array(classes.length);
    const silhouette = emptySilhouette(video);
    const eachRuns: EachRun[] = [];
    findPieces(classes, width, area, SURE, (piece, eachRun) => {
      if (!isSubject(piece, limits)) return;
      eachRuns.push(eachRun);
      eachRun((from, to) => {
        matte.fill(INSIDE, from, to);
        addRun(silhouette, from, to);
      });
    });
    for (const eachRun of eachRuns) eachRun((from, to) => markEdges(matte, width, from, to));
    return { matte, silhouette };
  };
}

function markEdges(matte: Matte, width: number, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const isEdge = matte[i - 1] === 0 || matte[i + 1] === 0 || matte[i - width] === 0 || matte[i + width] === 0;
    if (isEdge) matte[i] = EDGE;
  }
}

function isSubject(piece: Piece, { leastPiece, leastHole, removesHoles }: MatteLimits): boolean {
  if (!piece.isBackdrop) return piece.size >= leastPiece;
  const isHole = removesHoles && piece.sureCount >= leastHole && 2 * piece.sureCount >= piece.size;
  return !piece.touchesBorder && !isHole;
}
