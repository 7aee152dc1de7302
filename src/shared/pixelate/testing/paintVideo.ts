import { blue, green, red } from '../../sprite/color.ts';
import type { PixelClip } from '../../sprite/pixelClip.ts';
import { colorToOklab, oklabDistance } from '../oklab.ts';
import type { RawVideo } from '../rawVideo.ts';

/** A colour for each character of a picture. */
export type Legend = Readonly<Record<string, number>>;

/** Paints pictures (rows of characters) as raw BT.709 frames, each character a square of `cell` pixels. */
export function paintVideo(
  pictures: readonly (readonly string[])[],
  legend: Legend,
  cell: number,
): { readonly frames: readonly Uint8Array[]; readonly video: RawVideo } {
  const width = (pictures[0]?.[0]?.length ?? 0) * cell;
  const height = (pictures[0]?.length ?? 0) * cell;
  const video: RawVideo = { width, height, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };
  const frames = pictures.map((rows) =>
    toYuv(width, height, (x, y) => legend[rows[Math.floor(y / cell)]?.[Math.floor(x / cell)] ?? ''] ?? 0),
  );
  return { frames, video };
}

/** A raw BT.709 frame, tv range; chroma is taken from the mean of 2 x 2 pixels. */
export function toYuv(width: number, height: number, colorAt: (x: number, y: number) => number): Uint8Array {
  const frame = new Uint8Array((width * height * 3) / 2);
  const planeV = width * height * 1.25;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let [cb, cr] = [0, 0];
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        const color = colorAt(x + dx, y + dy);
        const [r, g, b] = [red(color) / 255, green(color) / 255, blue(color) / 255];
        const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        frame[(y + dy) * width + x + dx] = Math.round(16 + 219 * luma);
        cb += (b - luma) / 1.8556 / 4;
        cr += (r - luma) / 1.5748 / 4;
      }
      const chroma = (y / 2) * (width / 2) + x / 2;
      frame[width * height + chroma] = Math.round(128 + 224 * cb);
      frame[planeV + chroma] = Math.round(128 + 224 * cr);
    }
  }
  return frame;
}

/** A finished frame as rows of characters: '.' is transparent, '?' a colour that the legend does not have. */
export function showFrame(clip: PixelClip, frame: number, legend: Legend): readonly string[] {
  const names = clip.palette.map((color) => (color >>> 24 === 0 ? '.' : nameOf(color, legend)));
  const text = Array.from(clip.frames[frame]?.indices ?? [], (index) => names[index] ?? '!').join('');
  return text.match(new RegExp(`.{${clip.width}}`, 'g')) ?? [];
}

function nameOf(color: number, legend: Legend): string {
  const near = (other: number): number => oklabDistance(colorToOklab(color), colorToOklab(other));
  const [name, nearest] = Object.entries(legend).toSorted(([, p], [, q]) => near(p) - near(q))[0] ?? ['?', 0];
  return near(nearest) < 0.05 ? name : '?';
}
