import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What another program finds in a file: whole frames in RGBA, of which what is clear is 0. */
export interface Found {
  /** All frames, one after another. */
  readonly pixels: Uint32Array;
  /** Of each frame, in milliseconds as far as the program tells them. */
  readonly durations: readonly number[];
}

const FFMPEG = process.env.FFMPEG_BIN ?? 'ffmpeg';
const MOST_BYTES = 2 ** 28;

function output(program: string, ...words: readonly string[]): Buffer {
  return execFileSync(program, [...words], { maxBuffer: MOST_BYTES, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Bytes as pixels; a clear pixel has no colour that one could see. */
export function pixelsOf(bytes: Uint8Array): Uint32Array {
  return clean(new Uint32Array(new Uint8Array(bytes).buffer));
}

export function clean(pixels: Uint32Array): Uint32Array {
  return pixels.map((pixel) => (pixel >>> 24 === 0 ? 0 : pixel));
}

/** `format` where the name's ending does not tell it. */
export function byFfmpeg(file: string, format?: string): Found {
  const input = [...(format ? ['-f', format] : []), '-i', file];
  const raw = ['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-'];
  const pixels = pixelsOf(output(FFMPEG, '-v', 'error', ...input, ...raw));
  const probe = FFMPEG.replace(/ffmpeg(?=(\.exe)?$)/, 'ffprobe');
  const shown = ['-show_entries', 'packet=duration_time', '-of', 'csv=p=0'];
  const seconds = output(probe, '-v', 'error', ...input, ...shown)
    .toString()
    .trim()
    .split(/\s+/);
  return { pixels, durations: seconds.map((each) => Math.round(Number.parseFloat(each) * 1000)) };
}

/** Version 7 is one program; before, each task was one of its own. */
export const [CONVERT, IDENTIFY] = isThere('magick')
  ? [['magick'], ['magick', 'identify']]
  : [['convert'], ['identify']];

function isThere(program: string): boolean {
  return spawnSync(program, ['-version'], { stdio: 'ignore' }).error === undefined;
}

export function byImageMagick(file: string): Found {
  const run = ([program = '', ...first]: readonly string[], ...words: readonly string[]) =>
    output(program, ...first, ...words);
  const pixels = pixelsOf(run(CONVERT, file, '-coalesce', '-depth', '8', 'rgba:-'));
  return { pixels, durations: hundredths(run(IDENTIFY, '-format', '%T\n', file)) };
}

export function byGraphicsMagick(file: string): Found {
  const pixels = pixelsOf(output('gm', 'convert', file, '-coalesce', '-depth', '8', 'rgba:-'));
  return { pixels, durations: hundredths(output('gm', 'identify', '-format', '%T\n', file)) };
}

function hundredths(lines: Buffer): number[] {
  return lines
    .toString()
    .trim()
    .split(/\s+/)
    .map((each) => Number(each) * 10);
}

/** A picture or an animation as GIMP opens it: each frame a layer. */
export interface GimpImage {
  readonly width: number;
  readonly height: number;
  /** First frame first. */
  readonly layers: readonly GimpLayer[];
}

export interface GimpLayer {
  /** Holds the duration, and what becomes of the frames before: "Frame 2 (80ms) (combine)". */
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly pixels: Uint32Array;
}

/** For one file: a line for the image and one for each layer, whose pixels go to files of their own. */
const SCRIPT = `
(define (told . words)
  (for-each (lambda (word) (display word port) (display "|" port)) words)
  (newline port))
(define (save-alone layer name)
  (let* ((image (car (gimp-image-new 1 1 RGB)))
         (copy (car (gimp-layer-new-from-drawable layer image))))
    (gimp-image-insert-layer image copy 0 0)
    (gimp-item-set-visible copy TRUE)
    (gimp-image-resize-to-layers image)
    (file-raw-save RUN-NONINTERACTIVE image copy name name)
    (gimp-image-delete image)))
(define (tell file out)
  (let* ((image (car (gimp-file-load RUN-NONINTERACTIVE file file)))
         (rgb (if (= 0 (car (gimp-image-base-type image))) 0 (gimp-image-convert-rgb image)))
         (found (gimp-image-get-layers image)))
    (told "image" (car (gimp-image-width image)) (car (gimp-image-height image)))
    (let loop ((i (- (car found) 1)))
      (if (>= i 0)
        (let* ((layer (vector-ref (cadr found) i))
               (place (gimp-drawable-offsets layer))
               (name (string-append out (number->string i))))
          (if (= 0 (car (gimp-drawable-has-alpha layer))) (gimp-layer-add-alpha layer))
          (save-alone layer name)
          (told "layer" (car (gimp-item-get-name layer)) (car place) (cadr place)
                (car (gimp-drawable-width layer)) name)
          (loop (- i 1)))))))
`;

/** All files in one run of GIMP, because it takes seconds to start. */
export function byGimp(files: readonly string[]): readonly GimpImage[] {
  const folder = mkdtempSync(join(tmpdir(), 'celkiln-gimp-'));
  try {
    const lines = join(folder, 'lines');
    const calls = files.map((file, i) => `(tell ${JSON.stringify(file)} ${JSON.stringify(join(folder, `${i}-`))})`);
    // One batch, since each has definitions of its own; what it prints goes nowhere, so that it writes to a file.
    const open = `(define port (open-output-file ${JSON.stringify(lines)}))`;
    const batch = `(begin ${open} ${SCRIPT} ${calls.join(' ')} (close-output-port port))`.replace(/\s*\n\s*/g, ' ');
    output('gimp', '-i', '-d', '-f', '-c', '-s', '-b', batch, '-b', '(gimp-quit 1)');
    return imagesOf(readFileSync(lines, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function imagesOf(told: string): GimpImage[] {
  const images: { width: number; height: number; layers: GimpLayer[] }[] = [];
  for (const line of told.split('\n')) {
    const [, kind, rest = ''] = /^(image|layer)\|(.*)\|$/.exec(line) ?? [];
    const words = rest.split('|');
    if (kind === 'image') images.push({ width: Number(words[0]), height: Number(words[1]), layers: [] });
    if (kind !== 'layer') continue;
    const [name = '', x, y, width, file = ''] = words;
    const pixels = pixelsOf(readFileSync(file));
    images.at(-1)?.layers.push({ name, x: Number(x), y: Number(y), width: Number(width), pixels });
  }
  return images;
}
