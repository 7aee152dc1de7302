import { kernel } from './kernel/kernel.ts';
import type { Box, RawVideo } from './rawVideo.ts';

/** Luma below which a line counts as black. */
const BLACK = 28;
/** Share of the side that a bar may take. */
const MOST_BAR = 0.3;
/** Share of the picture's outermost line that something is to be seen on. */
const LEAST_SEEN = 0.4;

/** Share of a line that a bar may take and the line still counts as the picture's. */
const BARELY = 0.1;

/** What of the frames is picture. */
export interface Picture {
  /** Its whole chroma samples, in pixels. */
  readonly picture: Box;
  /** Where it truly ends, to a fraction of a pixel. */
  readonly edges: Box;
}

/**
 * The picture without black bars. A bar is a run of lines that are black in all the given frames; it counts only when
 * the opposite side has one of about the same width, because the edge of a dark scene has none, and when the picture
 * begins along most of the line, because before a black backdrop only the subject's tip would. Where frames were scaled
 * a line may be half a bar's: no part of the picture, but it tells where that ends.
 */
export function findPicture(frames: readonly Uint8Array[], { width, height }: RawVideo): Picture {
  const [top, bottom] = bars(frames, { length: height, between: width, step: 1, count: width });
  const [left, right] = bars(frames, { length: width, between: 1, step: width, count: height });
  return {
    picture: { left: whole(left), top: whole(top), right: width - whole(right), bottom: height - whole(bottom) },
    edges: { left, top, right: width - right, bottom: height - bottom },
  };
}

/** Up to a whole chroma sample that is not of the bar. */
function whole(bar: number): number {
  return Math.max(0, 2 * Math.ceil((bar - BARELY) / 2));
}

/** A frame's rows or columns of luma: how many, how far from one to the next, and the same of the values of each. */
interface Lines {
  readonly length: number;
  readonly between: number;
  readonly step: number;
  readonly count: number;
}

/** Widths of the bars at both ends. */
function bars(frames: readonly Uint8Array[], lines: Lines): readonly [number, number] {
  const longest = Math.floor(MOST_BAR * lines.length) + 1;
  const [first, last] = darkEnds(frames, lines, longest);
  const isPair = Math.abs(first - last) <= Math.max(2, 0.1 * Math.max(first, last));
  if (!isPair || Math.min(first, last) < 2 || Math.max(first, last) >= longest) return [0, 0];
  // The outermost line may be half a bar where the picture was scaled.
  const outermost = [first + 1, lines.length - 2 - last].map((number) => seenOn(frames, lines, number));
  if (Math.min(...outermost) < LEAST_SEEN) return [0, 0];
  return [
    first + 1 - shareOfPicture(frames, lines, first, 1),
    last + 1 - shareOfPicture(frames, lines, lines.length - 1 - last, -1),
  ];
}

/** How many lines from the first and from the last one on are black in all frames, at most `longest`. */
function darkEnds(
  frames: readonly Uint8Array[],
  { length, between, step, count }: Lines,
  longest: number,
): readonly [number, number] {
  let [first, last] = [longest, longest];
  for (const frame of frames) {
    const at = kernel.hold('frame', frame);
    first = kernel.call.darkLines(at, between, step, count, BLACK, first);
    last = kernel.call.darkLines(at + (length - 1) * between, -between, step, count, BLACK, last);
    if (first === 0 && last === 0) break;
  }
  return [first, last];
}

/** Share of a line that is not black in the frame in which most of it is seen. */
function seenOn(frames: readonly Uint8Array[], { between, step, count }: Lines, number: number): number {
  const shares = frames.map((frame) => {
    const start = kernel.hold('frame', frame) + number * between;
    return kernel.call.countBright(start, step, count, BLACK) / count;
  });
  return Math.max(0, ...shares);
}

/**
 * The share of the line after a bar that is not the bar's: how much lighter it is than the line before it, by how much
 * the line after it is, in the frame in which that is most.
 *
 * @param inwards to the next line's number
 */
function shareOfPicture(frames: readonly Uint8Array[], lines: Lines, number: number, inwards: 1 | -1): number {
  let [most, share] = [0, 1];
  for (const frame of frames) {
    const [bar = 0, line = 0, next = 0] = [-inwards, 0, inwards].map((away) => lightOf(frame, lines, number + away));
    if (next - bar <= most) continue;
    most = next - bar;
    share = Math.min(1, Math.max(0, (line - bar) / most));
  }
  return share;
}

/** The sum of a line's luma. */
function lightOf(frame: Uint8Array, { between, step, count }: Lines, number: number): number {
  return kernel.call.sumLine(kernel.hold('frame', frame) + number * between, step, count);
}
