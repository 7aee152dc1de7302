/**
 * US dollars per million pixels: resellers' figures of 2025, not Luma's own list. An estimate only; the deployment
 * may set LUMA_DOLLARS_PER_MEGAPIXEL.
 */
const DOLLARS_PER_MEGAPIXEL: Readonly<Record<string, number>> = { 'ray-2': 0.0064, 'ray-flash-2': 0.0022 };
/** Pixels of a 16:9 picture, which no other shape exceeds. */
const PIXELS: Readonly<Record<string, number>> = {
  '540p': 960 * 540,
  '720p': 1280 * 720,
  '1080p': 1920 * 1080,
  '4k': 3840 * 2160,
};
const FRAMES_PER_SECOND = 24;

/** About what a clip costs, in cents, rounded up; what is not in the tables is taken for the dearest. */
export function lumaCents(
  clip: { readonly model: string; readonly resolution: string; readonly dollarsPerMegapixel: number | undefined },
  seconds: number,
): number {
  const dollars = clip.dollarsPerMegapixel ?? DOLLARS_PER_MEGAPIXEL[clip.model] ?? 0.0064;
  const pixels = (PIXELS[clip.resolution] ?? 3840 * 2160) * FRAMES_PER_SECOND * seconds;
  return Math.ceil((pixels / 1e6) * dollars * 100);
}
