/**
 * Everything here is an estimate, and none of it is a provider's own list: it comes from resellers' pages of 2025 and
 * 2026. The deployment may set its own figures. The version is written into the ledger beside each estimate; raise it
 * with every change.
 */
export const PRICE_VERSION = '2026-11-22';

/** US cents for a clip of five seconds, where a provider's price goes by the clip. */
const CENTS_PER_CLIP: Readonly<Record<'luma-agents' | 'fal', Readonly<Record<string, number>>>> = {
  'luma-agents': { '540p': 50, '720p': 75, '1080p': 150 },
  fal: { '540p': 20, '720p': 40, '1080p': 80, '4k': 320 },
};

/** About what a clip of five seconds costs, in cents; a resolution that is not in the table is taken for the dearest. */
export function clipCents(provider: 'luma-agents' | 'fal', resolution: string): number {
  const cents = CENTS_PER_CLIP[provider];
  return cents[resolution] ?? Math.max(...Object.values(cents));
}

/** US dollars per million pixels, where a provider's price goes by them. */
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
