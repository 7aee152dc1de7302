import { runToEnd } from '../../src/main/ffmpeg/run.ts';
import type { Area } from '../../src/shared/clip/clipSettings.ts';
import { linearToOklab, toLinear } from '../../src/shared/pixelate/oklab.ts';
import type { Reference } from './metrics/stillFlicker.ts';

/**
 * What a video shows behind each of width x height pixels of an area: the mean light, in OKLab. Areas are cut into
 * whole pixels.
 *
 * @param frames numbers of the frames to look at, at the given rate
 */
export async function reference(
  ffmpeg: string,
  file: string,
  video: { readonly width: number; readonly height: number; readonly fps: number },
  area: Area,
  size: { readonly width: number; readonly height: number },
  frames: readonly number[],
): Promise<Reference> {
  const last = Math.max(...frames);
  const filter = `fps=${video.fps}:start_time=0,scale=in_color_matrix=bt709:out_color_matrix=bt709`;
  const bytes = await runToEnd(ffmpeg, [
    ...['-v', 'error', '-i', file, '-vf', filter, '-frames:v', String(last + 1)],
    ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
  ]);
  const length = video.width * video.height * 3;
  const columns = edges(area.x, area.width, size.width, video.width);
  const rows = edges(area.y, area.height, size.height, video.height);
  return frames.map((number) => {
    const frame = bytes.subarray(number * length, (number + 1) * length);
    const out = new Float32Array(size.width * size.height * 3);
    for (let y = 0; y < size.height; y++) {
      for (let x = 0; x < size.width; x++) {
        const at = 3 * (y * size.width + x);
        meanLight(
          frame,
          video.width,
          [columns[x] ?? 0, columns[x + 1] ?? 0],
          [rows[y] ?? 0, rows[y + 1] ?? 0],
          out,
          at,
        );
      }
    }
    return out;
  });
}

const LINEAR = Float64Array.from({ length: 256 }, (_, value) => toLinear(value / 255));

function meanLight(
  frame: Uint8Array,
  width: number,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
  out: Float32Array,
  at: number,
): void {
  let [r, g, b] = [0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let from = 3 * (y * width + left); from < 3 * (y * width + right); from += 3) {
      r += LINEAR[frame[from] ?? 0] ?? 0;
      g += LINEAR[frame[from + 1] ?? 0] ?? 0;
      b += LINEAR[frame[from + 2] ?? 0] ?? 0;
    }
  }
  const count = Math.max(1, (right - left) * (bottom - top));
  linearToOklab(r / count, g / count, b / count, out, at);
}

function edges(start: number, length: number, count: number, most: number): readonly number[] {
  return Array.from({ length: count + 1 }, (_, i) => {
    return Math.min(most, Math.max(0, Math.round(start + (i * length) / count)));
  });
}
