import type { Background } from './background.ts';
import { type ClassLimits, classAt, SOFT, SUBJECT, SURE } from './classAt.ts';
import { classWithin, MIXED } from './classWithin.ts';
import type { Oklab } from './oklab.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { YUV_PLACES, type YuvTable, yuvPlace } from './yuvTable.ts';

/** Instead of a class; a bit of its own, as that of MIXED. */
const UNKNOWN = 8;

/**
 * Gives the class of each of a frame's chroma samples within an area of them, in an array that holds until the next
 * frame; those outside are not looked at. What a colour is wherever it is seen is worked out once: of a backdrop that
 * hardly changes over the picture few are left for which the place decides.
 */
export function backdropClasses(
  { field, texture }: Pick<Background, 'field' | 'texture'>,
  { width: stride, height }: RawVideo,
  area: Box,
  table: YuvTable,
  limits: ClassLimits,
): (frame: Uint8Array) => Uint8Array {
  /** By the colour's place in the table. */
  const known = new Uint8Array(YUV_PLACES).fill(UNKNOWN);
  const width = stride >> 1;
  const planeU = stride * height;
  const planeV = planeU + (planeU >> 2);
  const classes = new Uint8Array(width * (height >> 1));
  /** Of the row at hand. */
  const places = new Int32Array(width);
  const anywhere = classWithin(field, width, area, limits);
  const textureClass = (place: number): number =>
    texture.length === 0 ? 0 : nearTexture(texture, table, place, limits);

  function classAnywhere(place: number): number {
    const byTexture = textureClass(place);
    if (byTexture === SURE) return SURE;
    return Math.max(byTexture, anywhere(table[3 * place] ?? 0, table[3 * place + 1] ?? 0, table[3 * place + 2] ?? 0));
  }

  function learn(from: number, end: number): void {
    for (let i = from; i < end; i++) {
      if (classes[i] !== UNKNOWN) continue;
      const place = places[i - from] ?? 0;
      if (known[place] === UNKNOWN) known[place] = classAnywhere(place);
      classes[i] = known[place] ?? SUBJECT;
    }
  }

  function decide(from: number, end: number): void {
    for (let i = from; i < end; i++) {
      if (classes[i] === MIXED) classes[i] = classAt(field, 3 * i, table, places[i - from] ?? 0, limits);
    }
  }

  function addTexture(from: number, end: number): void {
    for (let i = from; i < end; i++) classes[i] = Math.max(classes[i] ?? 0, textureClass(places[i - from] ?? 0));
  }

  return (frame) => {
    for (let y = area.top; y < area.bottom; y++) {
      const from = y * width + area.left;
      const end = y * width + area.right;
      let all = 0;
      // Rare cases wait, because a loop without calls is made into far quicker code.
      for (let i = from, at = 2 * (y * stride + area.left); i < end; i++, at += 2) {
        const up = (frame[at] ?? 0) + (frame[at + 1] ?? 0);
        const luma = (up + (frame[at + stride] ?? 0) + (frame[at + stride + 1] ?? 0)) >> 2;
        const place = yuvPlace(luma, frame[planeU + i] ?? 0, frame[planeV + i] ?? 0);
        const found = known[place] ?? 0;
        places[i - from] = place;
        classes[i] = found;
        all |= found;
      }
      if ((all & UNKNOWN) !== 0) learn(from, end);
      if (all < MIXED) continue;
      decide(from, end);
      if (texture.length > 0) addTexture(from, end);
    }
    return classes;
  };
}

/** A colour that is near any of the texture's is the backdrop's. */
function nearTexture(texture: readonly Oklab[], table: YuvTable, place: number, { sure, soft }: ClassLimits): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { lightness, a, b } of texture) {
    const stepL = (table[3 * place] ?? 0) - lightness;
    const stepA = (table[3 * place + 1] ?? 0) - a;
    const stepB = (table[3 * place + 2] ?? 0) - b;
    least = Math.min(least, stepL * stepL + stepA * stepA + stepB * stepB);
  }
  return least < sure * sure ? SURE : least < soft * soft ? SOFT : SUBJECT;
}
