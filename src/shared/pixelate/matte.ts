import type { ClipSettings } from '../clip/clipSettings.ts';
import { type Background, chromaKey } from './background.ts';
import { findPieces, type Piece } from './findPieces.ts';
import type { Oklab } from './oklab.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { type YuvTable, yuvKey } from './yuvTable.ts';

/** Which of the settings decide what counts as backdrop. */
export type MatteSettings = Pick<ClipSettings, 'matteSure' | 'matteSoft' | 'removeShadow' | 'removeHoles'>;

export interface MatteLimits {
  /** OKLab distances from the backdrop: below `soft` it may be the backdrop, below `sure` it can be nothing else. */
  readonly soft: number;
  readonly sure: number;
  /** Least size, in chroma samples, of a piece of the subject and of an enclosed hole. */
  readonly leastPiece: number;
  readonly leastHole: number;
  /** What is like the backdrop with less light goes too. */
  readonly removesShadow: boolean;
  readonly removesHoles: boolean;
  /** Of a backdrop that is not plain: the class of each colour of the table by its other colours. */
  readonly textureClasses: Uint8Array | undefined;
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
  { isColorful, texture }: Pick<Background, 'isColorful' | 'texture'>,
  cell: number,
  { matteSure, matteSoft, removeShadow, removeHoles }: MatteSettings,
  table: YuvTable,
): MatteLimits {
  const leastPiece = Math.max(2, Math.round(cell ** 2 / 8));
  const soft = Math.max(matteSure, matteSoft);
  const sure = isColorful ? matteSure : COLORLESS * matteSure;
  return {
    soft,
    sure,
    leastPiece,
    leastHole: (isColorful ? 1 : 6) * leastPiece,
    removesShadow: removeShadow,
    removesHoles: removeHoles,
    textureClasses: texture.length === 0 ? undefined : classesByTexture(texture, table, sure, soft),
  };
}

const SUBJECT = 0;
const SOFT = 1;
const SURE = 2;

/**
 * Parts the subject from a plain backdrop: away goes everything like the backdrop, or like its shadow, that hangs
 * together with the picture's border, and what is seen of the backdrop through holes. Specks go too.
 */
export function matte(
  frame: Uint8Array,
  video: RawVideo,
  picture: Box,
  background: Background,
  table: YuvTable,
  limits: MatteLimits,
): Matte {
  const width = video.width >> 1;
  const classes = classify(frame, video, background, table, limits);
  const { textureClasses } = limits;
  if (textureClasses) addTexture(classes, frame, video, textureClasses);
  const frameOfPicture = {
    left: picture.left >> 1,
    top: picture.top >> 1,
    right: picture.right >> 1,
    bottom: picture.bottom >> 1,
  };
  const subject = new Uint8Array(classes.length);
  findPieces(classes, width, frameOfPicture, SURE, (piece, runs) => {
    if (!isSubject(piece, limits)) return;
    for (const { from, to } of runs) subject.fill(INSIDE, from, to);
  });
  markEdges(subject, width);
  return subject;
}

function markEdges(subject: Matte, width: number): void {
  for (let i = 0; i < subject.length; i++) {
    if (subject[i] === 0) continue;
    const isEdge = subject[i - 1] === 0 || subject[i + 1] === 0 || subject[i - width] === 0 || subject[i + width] === 0;
    if (isEdge) subject[i] = EDGE;
  }
}

function isSubject(piece: Piece, { leastPiece, leastHole, removesHoles }: MatteLimits): boolean {
  if (!piece.isBackdrop) return piece.size >= leastPiece;
  const isHole = removesHoles && piece.sureCount >= leastHole && 2 * piece.sureCount >= piece.size;
  return !piece.touchesBorder && !isHole;
}

/** A colour that is near any of the texture's is the backdrop's. */
function classesByTexture(texture: readonly Oklab[], table: YuvTable, sure: number, soft: number): Uint8Array {
  const classes = new Uint8Array(table.length / 3);
  for (let i = 0, key = 0; i < classes.length; i++, key += 3) {
    let least = Number.POSITIVE_INFINITY;
    for (const { lightness, a, b } of texture) {
      const l = (table[key] ?? 0) - lightness;
      const da = (table[key + 1] ?? 0) - a;
      const db = (table[key + 2] ?? 0) - b;
      least = Math.min(least, l * l + da * da + db * db);
    }
    classes[i] = least < sure * sure ? SURE : least < soft * soft ? SOFT : SUBJECT;
  }
  return classes;
}

function addTexture(classes: Uint8Array, frame: Uint8Array, video: RawVideo, textureClasses: Uint8Array): void {
  const width = video.width >> 1;
  for (let i = 0; i < classes.length; i++) {
    const x = i % width;
    const byTexture = textureClasses[chromaKey(frame, video, x, (i - x) / width) / 3] ?? SUBJECT;
    if (byTexture > (classes[i] ?? 0)) classes[i] = byTexture;
  }
}

function classify(
  frame: Uint8Array,
  video: RawVideo,
  background: Background,
  table: YuvTable,
  limits: MatteLimits,
): Uint8Array {
  const stride = video.width;
  const width = video.width >> 1;
  const height = video.height >> 1;
  const planeU = stride * video.height;
  const planeV = planeU + (planeU >> 2);
  const { field } = background;
  const sure = limits.sure ** 2;
  const classes = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, at = 2 * y * stride; x < width; x++, i++, at += 2) {
      const luma = (frame[at] ?? 0) + (frame[at + 1] ?? 0) + (frame[at + stride] ?? 0) + (frame[at + stride + 1] ?? 0);
      const key = yuvKey(luma >> 2, frame[planeU + i] ?? 0, frame[planeV + i] ?? 0);
      const stepL = (table[key] ?? 0) - (field[3 * i] ?? 0);
      const stepA = (table[key + 1] ?? 0) - (field[3 * i + 1] ?? 0);
      const stepB = (table[key + 2] ?? 0) - (field[3 * i + 2] ?? 0);
      const squared = stepL * stepL + stepA * stepA + stepB * stepB;
      classes[i] = squared < sure ? SURE : unsure(squared, table, key, field, 3 * i, limits);
    }
  }
  return classes;
}

/** The class of a colour that is not plainly the backdrop's. */
function unsure(
  squared: number,
  table: YuvTable,
  key: number,
  field: Float32Array,
  at: number,
  limits: MatteLimits,
): number {
  const backL = field[at] ?? 0;
  // Near black the cube root makes much of the codec's noise.
  const slack = Math.max(0, 0.3 - backL) * 0.1;
  if (squared < (limits.sure + slack) ** 2) return SURE;
  if (squared < (limits.soft + slack) ** 2) return SOFT;
  if (!limits.removesShadow) return SUBJECT;
  const backA = field[at + 1] ?? 0;
  const backB = field[at + 2] ?? 0;
  const l = table[key] ?? 0;
  const a = table[key + 1] ?? 0;
  const b = table[key + 2] ?? 0;
  // A shadow is the backdrop's own colour with less light: all three values shrink together.
  const share = (l * backL + a * backA + b * backB) / (backL * backL + backA * backA + backB * backB);
  if (share < 0.7 || share >= 1) return SUBJECT;
  const off = (l - share * backL) ** 2 + (a - share * backA) ** 2 + (b - share * backB) ** 2;
  return off < 0.025 ** 2 ? SOFT : SUBJECT;
}
