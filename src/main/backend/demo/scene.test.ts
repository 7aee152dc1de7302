import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { MOTIONS } from './motions/motions.ts';
import { parsePrompt } from './parsePrompt.ts';
import { createScene, cycleOf, type DemoFormat } from './scene.ts';
import { SUBJECTS } from './subjects/subjects.ts';

const SMALL: DemoFormat = { width: 96, height: 96, seconds: 5, fps: 24, loop: true, seed: 7 };
const subjects = Object.keys(SUBJECTS);
const motions = Object.keys(MOTIONS);

function scene(prompt: string, format: Partial<DemoFormat> = {}): ReturnType<typeof createScene> {
  return createScene(parsePrompt(prompt), { ...SMALL, ...format });
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Pixels that differ clearly, as a share of the picture. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 3) {
    const apart = [0, 1, 2].map((k) => Math.abs((a[i + k] ?? 0) - (b[i + k] ?? 0)));
    if (Math.max(...apart) > 40) count++;
  }
  return count / (a.length / 3);
}

/** A thumbnail of 12 x 12: '.' where the middle of a cell looks like the upper left corner, '#' elsewhere. */
function silhouette(picture: Uint8Array): readonly string[] {
  const corner = (8 * 96 + 2) * 3;
  return Array.from({ length: 12 }, (_, y) =>
    Array.from({ length: 12 }, (_, x) => {
      const at = ((y * 8 + 4) * 96 + x * 8 + 4) * 3;
      const apart = [0, 1, 2].map((k) => Math.abs((picture[at + k] ?? 0) - (picture[corner + k] ?? 0)));
      return Math.max(...apart) > 36 ? '#' : '.';
    }).join(''),
  );
}

test('the cat looks like this', () => {
  expect(silhouette(scene('cat idle').paint(0))).toMatchInlineSnapshot(`
    [
      "............",
      "............",
      "....#####...",
      "...#.#####..",
      "..##.#####..",
      "..########..",
      "...#####....",
      "...#####....",
      "...#####....",
      "...#####....",
      "...#.###....",
      "............",
    ]
  `);
});

test('the same prompt and format give the same bytes, in any order of painting', () => {
  const first = scene('red dragon attack');
  const again = scene('red dragon attack');
  again.paint(5);
  expect(hash(again.paint(0))).toBe(hash(first.paint(0)));
  expect(hash(again.paint(7))).toBe(hash(first.paint(7)));
  expect(hash(scene('red dragon attack', { seed: 8 }).paint(0))).not.toBe(hash(first.paint(0)));
});

test.each(motions)('a looping %s holds whole cycles and does not jump at the seam', (motion) => {
  const { frames, period, paint } = scene(`knight ${motion}`);
  expect(frames).toBe(120);
  expect(frames % period).toBe(0);
  const steps = Array.from({ length: period }, (_, i) => difference(paint(i), paint((i + 1) % period)));
  const seam = steps.at(-1) ?? 1;
  expect(seam).toBeLessThanOrEqual(1.5 * Math.max(...steps.slice(0, -1)) + 0.01);
});

test('cycles are whole in a loop and cut off otherwise', () => {
  for (const frames of [96, 119, 120, 121, 125, 150]) {
    for (const natural of [14.4, 15, 24, 30, 40]) {
      const looping = cycleOf(frames, natural, true);
      expect(frames % looping.period).toBe(0);
      const length = looping.period / looping.turns;
      expect(length).toBeGreaterThan(natural / 1.6);
      expect(length).toBeLessThan(natural * 1.75);
      expect(frames % cycleOf(frames, natural, false).period).not.toBe(0);
    }
  }
});

test.each(subjects)('every motion of a %s moves, differs from idling and keeps away from the border', (subject) => {
  const idle = scene(`${subject} idle`);
  for (const motion of motions) {
    const { period, paint } = scene(`${subject} ${motion}`);
    const pictures = [0, 0.25, 0.45, 0.7].map((phase) => paint(Math.floor(phase * period)));
    const moved = pictures.map((picture) => difference(picture, pictures[0] ?? picture));
    expect(Math.max(...moved), motion).toBeGreaterThan(motion === 'idle' ? 0.005 : 0.02);
    if (motion !== 'idle') {
      const resting = idle.paint(Math.floor(0.45 * idle.period));
      expect(Math.max(...pictures.map((picture) => difference(picture, resting))), motion).toBeGreaterThan(0.04);
    }
    for (const picture of pictures) expect(borderSpread(picture, 5), motion).toBeLessThan(26);
  }
});

test.each(['cat', 'green slime', 'cat on a grey background', 'magenta knight', 'blue bird', 'golden fish'])(
  'the background of "%s" is impure, but far from the subject',
  (prompt) => {
    const picture = scene(prompt).paint(0);
    const spread = borderSpread(picture, 5);
    expect(spread).toBeGreaterThan(4);
    expect(spread).toBeLessThan(26);
    const covered = silhouette(picture).join('').split('#').length - 1;
    expect(covered).toBeGreaterThan(18);
  },
);

test('a colour of the prompt recolours the figure', () => {
  expect(difference(scene('blue cat').paint(0), scene('red cat').paint(0))).toBeGreaterThan(0.1);
});

/** The greatest difference of a channel between any two pixels of a frame around the picture, `wide` pixels wide. */
function borderSpread(picture: Uint8Array, wide: number): number {
  const low = [255, 255, 255];
  const high = [0, 0, 0];
  for (let y = 0; y < 96; y++) {
    for (let x = 0; x < 96; x++) {
      if (Math.min(x, y, 95 - x, 95 - y) >= wide) continue;
      for (const k of [0, 1, 2]) {
        const value = picture[(y * 96 + x) * 3 + k] ?? 0;
        low[k] = Math.min(low[k] ?? 0, value);
        high[k] = Math.max(high[k] ?? 0, value);
      }
    }
  }
  return Math.max(...[0, 1, 2].map((k) => (high[k] ?? 0) - (low[k] ?? 0)));
}
