import sharp from 'sharp';
import { runToEnd } from '../../src/main/ffmpeg/run.ts';
import { rgba } from '../../src/shared/sprite/color.ts';
import type { ClipScene } from './clips/clipScene.ts';
import { placeOf, VIDEO_FPS } from './clips/place.ts';
import { PERIOD, SIDE } from './clips/sprites/indexCanvas.ts';
import type { Playback } from './metrics/playback.ts';
import { COLORS, compare, type Figures } from './ours.ts';
import { truePlayback } from './truth.ts';

/** The area of a video that holds the sprite's canvas, cut to whole pixels. */
interface Source {
  readonly ffmpeg: string;
  readonly file: string;
  /** A filter that leaves just the area. */
  readonly crop: string;
  readonly side: number;
}

/** One cycle and the frame after it. */
const FRAMES = PERIOD + 1;
const RAW_RGB = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];

/** Other ways to the same size and number of colours; each gives SIDE x SIDE pixels a frame as rgb24. */
export const PEERS: Readonly<Record<string, (source: Source) => Promise<Uint8Array>>> = {
  'sharp per frame': async (source) => {
    const frames = await shrunk(source);
    const quantized = frames.map(async (png) => {
      const indexed = await sharp(png).png({ palette: true, colours: COLORS }).toBuffer();
      return sharp(indexed).removeAlpha().raw().toBuffer();
    });
    return Buffer.concat(await Promise.all(quantized));
  },
  'ffmpeg, no dither': (source) => paletteUse(source, 'none'),
  'ffmpeg, bayer': (source) => paletteUse(source, 'bayer:bayer_scale=3'),
  'ffmpeg, sierra2_4a': (source) => paletteUse(source, 'sierra2_4a'),
  pngquant: async (source) => {
    const frames: Buffer[] = [];
    for (const png of await shrunk(source)) {
      const indexed = await runToEnd('pngquant', [String(COLORS), '-'], { input: [png] });
      frames.push(await sharp(indexed).removeAlpha().raw().toBuffer());
    }
    return Buffer.concat(frames);
  },
  gifsicle: async ({ ffmpeg, file, crop }) => {
    const graph = `${crop},split[a][b];[a]palettegen=reserve_transparent=0[p];[b][p]paletteuse=dither=none`;
    const gif = await runToEnd(ffmpeg, [
      ...['-v', 'error', '-i', file, '-filter_complex', graph, '-frames:v', String(FRAMES), '-f', 'gif', '-'],
    ]);
    const size = `${SIDE}x${SIDE}`;
    const words = ['--resize', size, '--resize-method', 'lanczos3', '--colors', String(COLORS)];
    const small = await runToEnd('gifsicle', words, { input: [gif] });
    return runToEnd(ffmpeg, ['-v', 'error', '-f', 'gif', '-i', '-', '-vsync', '0', ...RAW_RGB], { input: [small] });
  },
  ImageMagick: async (source) => {
    const words = ['-depth', '8', '-size', `${source.side}x${source.side}`, 'rgb:-', '-filter', 'Lanczos'];
    const shared = [
      '-resize',
      `${SIDE}x${SIDE}!`,
      '-append',
      '+dither',
      '-colors',
      String(COLORS),
      '-depth',
      '8',
      'rgb:-',
    ];
    return runToEnd('convert', [...words, ...shared], { input: [await decoded(source)] });
  },
};

/** What a peer makes of a scene, judged on the pixels that the sprite truly has: none of them removes a backdrop. */
export async function peerFigures(name: string, scene: ClipScene, file: string, ffmpeg: string): Promise<Figures> {
  const { x, y } = placeOf(scene);
  const side = Math.round(SIDE * scene.cell);
  const crop = `scale=in_color_matrix=bt709:out_color_matrix=bt709,format=rgb24,crop=${side}:${side}:${x}:${y}`;
  const pixels = await PEERS[name]?.({ ffmpeg, file, crop, side });
  const window = { width: SIDE, height: SIDE, column: 0, row: 0, frames: Array.from({ length: FRAMES }, (_, t) => t) };
  return compare(scene, window, masked(pixels ?? new Uint8Array(), truePlayback(scene, window)));
}

function masked(pixels: Uint8Array, truth: Playback): Playback {
  const frames = truth.frames.map((frame, t) =>
    frame.map((color, i) => {
      const at = 3 * (t * SIDE * SIDE + i);
      return color === 0 ? 0 : rgba(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    }),
  );
  return { ...truth, frames };
}

function decoded({ ffmpeg, file, crop }: Source): Promise<Buffer> {
  return runToEnd(ffmpeg, ['-v', 'error', '-i', file, '-vf', crop, '-frames:v', String(FRAMES), ...RAW_RGB]);
}

/** Each frame as a small PNG in all its colours. */
async function shrunk(source: Source): Promise<readonly Buffer[]> {
  const pixels = await decoded(source);
  const length = source.side * source.side * 3;
  const raw = { width: source.side, height: source.side, channels: 3 } as const;
  return Promise.all(
    Array.from({ length: FRAMES }, (_, t) =>
      sharp(pixels.subarray(t * length, (t + 1) * length), { raw })
        .resize(SIDE, SIDE, { fit: 'fill' })
        .png()
        .toBuffer(),
    ),
  );
}

function paletteUse({ ffmpeg, file, crop }: Source, dither: string): Promise<Buffer> {
  const colors = `palettegen=max_colors=${COLORS}:reserve_transparent=0`;
  const graph =
    `${crop},trim=end_frame=${FRAMES},scale=${SIDE}:${SIDE}:flags=area,split[a][b];` +
    `[a]${colors}[p];[b][p]paletteuse=dither=${dither}`;
  const output = ['-r', String(VIDEO_FPS), ...RAW_RGB];
  return runToEnd(ffmpeg, ['-v', 'error', '-i', file, '-filter_complex', graph, ...output]);
}
