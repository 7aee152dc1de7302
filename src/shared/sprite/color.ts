/**
 * Colours are unsigned 32-bit numbers whose bytes, lowest first, are red, green, blue, alpha: the order of RGBA bytes in
 * memory, so a Uint32Array of them is an RGBA image. Grayscale pixels are 16 bits: value, then alpha.
 */
export function rgba(red: number, green: number, blue: number, alpha = 255): number {
  return (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;
}

export const red = (color: number): number => color & 255;
export const green = (color: number): number => (color >>> 8) & 255;
export const blue = (color: number): number => (color >>> 16) & 255;
export const alpha = (color: number): number => color >>> 24;

export function gray(value: number, opacity = 255): number {
  return value | (opacity << 8);
}

/** Whether red, green and blue are the same. */
export function isGray(color: number): boolean {
  return (((color >>> 8) ^ color) & 0xffff) === 0;
}

/** Grayscale pixel to RGBA. */
export function grayToRgba(pixel: number): number {
  const value = pixel & 255;
  return rgba(value, value, value, pixel >>> 8);
}

/** Luma with the weights of BT.709, as Aseprite's own conversion uses them (truncating). */
export function rgbaToGray(color: number): number {
  const luma = Math.trunc((red(color) * 2126 + green(color) * 7152 + blue(color) * 722) / 10000);
  return gray(luma, alpha(color));
}

/** '#rrggbb', or '#rrggbbaa' where alpha is not 255. */
export function toHex(color: number): string {
  const bytes = [red(color), green(color), blue(color), ...(alpha(color) === 255 ? [] : [alpha(color)])];
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Reads #rgb, #rgba, #rrggbb and #rrggbbaa, with or without the hash; undefined when the text is none of them. */
export function fromHex(text: string): number | undefined {
  const digits = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text.trim())?.[1];
  if (digits === undefined) return undefined;
  const full = digits.length <= 4 ? digits.replace(/./g, '$&$&') : digits;
  const [r = 0, g = 0, b = 0, a = 255] = full.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return rgba(r, g, b, a);
}
