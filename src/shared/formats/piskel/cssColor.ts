import { fromHex, rgba } from '../../sprite/color.ts';

/** The colours that old Piskel files hold: #rgb, #rrggbb, rgb(1, 2, 3), rgba(1, 2, 3, 0.5); undefined for others. */
export function cssColor(text: string): number | undefined {
  if (text === 'TRANSPARENT' || text === 'transparent') return 0;
  if (text.startsWith('#')) return fromHex(text);
  const parts = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*([\d.]+)\s*)?\)$/.exec(text);
  if (!parts) return undefined;
  const [red = 0, green = 0, blue = 0, opacity = 1] = parts
    .slice(1)
    .map((part) => (part === undefined ? 1 : Number(part)));
  if (Math.max(red, green, blue) > 255 || !(opacity <= 1)) return undefined;
  return rgba(red, green, blue, Math.round(opacity * 255));
}
