import type { Drawing } from './assembleSprite.ts';
import { PixelGrid } from './pixelGrid.ts';

/** A slime that breathes, and hops when it is told to. */
export function drawSlime(): Drawing {
  const shadows = new Map<number, PixelGrid>();
  const shadow = ({ lift }: Pose): PixelGrid => {
    const radius = Math.round(10 - lift / 3);
    const drawn = shadows.get(radius) ?? drawShadow(radius);
    shadows.set(radius, drawn);
    return drawn;
  };
  return {
    width: SIZE,
    height: SIZE,
    durations: POSES.map((pose) => pose.duration),
    layers: [
      { name: 'Shadow', cels: POSES.map(shadow), opacity: 110 },
      { name: 'Body', cels: POSES.map(drawBody) },
      { name: 'Face', cels: POSES.map(drawFace) },
    ],
    tags: [
      { name: 'idle', from: 0, to: 3, direction: 'pingpong', color: 27 },
      { name: 'hop', from: 4, to: 11, color: 22 },
    ],
  };
}

const SIZE = 32;
const GROUND = 28;

interface Pose {
  /** Half the width and the whole height of the body, in pixels. */
  readonly reach: number;
  readonly height: number;
  /** How far it is above the ground. */
  readonly lift: number;
  readonly eyes: 'open' | 'shut' | 'wide';
  /** Milliseconds. */
  readonly duration: number;
}

const POSES: readonly Pose[] = [
  pose(10.5, 15, 0, 'open', 160),
  pose(10.8, 14.4, 0, 'open', 140),
  pose(11.2, 13.6, 0, 'open', 140),
  pose(11.5, 13, 0, 'shut', 180),
  pose(12.2, 11.4, 0, 'shut', 90),
  pose(13, 9.6, 0, 'shut', 110),
  pose(9.2, 18, 1, 'wide', 70),
  pose(9, 17.6, 7, 'wide', 80),
  pose(10, 15.6, 10, 'open', 110),
  pose(9.2, 17, 6, 'open', 80),
  pose(12.8, 10.2, 0, 'shut', 90),
  pose(10, 16.2, 0, 'open', 110),
];

function pose(reach: number, height: number, lift: number, eyes: Pose['eyes'], duration: number): Pose {
  return { reach, height, lift, eyes, duration };
}

/** Round above, flat below; lit from the upper left, with light shining through its lower right. */
function drawBody({ reach, height, lift }: Pose): PixelGrid {
  const body = new PixelGrid(SIZE, SIZE).paint((x, y) => {
    const across = (x - 15.5) / reach;
    const up = (GROUND - lift - y - 0.5) / height;
    if (up < 0 || up > 1) return undefined;
    const belly = up < 0.26 ? 1 - 0.3 * ((0.26 - up) / 0.26) ** 2.2 : 1;
    const dome = (Math.abs(across) / belly) ** 2.2 + Math.max(0, (up - 0.42) / 0.58) ** 2.1;
    if (dome > 1) return undefined;
    const light = 0.62 * up - 0.42 * across + 0.35 * (1 - dome);
    // What comes in at the upper left leaves at the lower right.
    if (Math.hypot(across - 0.5, (up - 0.2) * 1.6) < 0.22) return 28;
    if (Math.hypot(across - 0.46, (up - 0.22) * 1.4) < 0.36 && dome < 0.9) return 27;
    return light > 0.82 ? 28 : light > 0.34 ? 27 : light > 0 ? 26 : 25;
  });
  shine(body, reach, height, lift);
  return body.outline(24);
}

function shine(body: PixelGrid, reach: number, height: number, lift: number): void {
  const x = Math.round(15.5 - reach * 0.5);
  const y = Math.round(GROUND - lift - height * 0.78);
  body.rect(x, y, 2, 1, 7).set(x - 1, y + 1, 7);
  body.set(x + 4, y - 1, 7);
}

function drawFace({ height, lift, eyes }: Pose): PixelGrid {
  const face = new PixelGrid(SIZE, SIZE);
  const y = Math.round(GROUND - lift - height * 0.48);
  for (const x of [11, 19]) {
    if (eyes === 'shut') face.rect(x, y + 1, 2, 1, 24).set(x === 11 ? 10 : 21, y, 24);
    else
      face
        .rect(x, y - (eyes === 'wide' ? 2 : 1), 2, eyes === 'wide' ? 4 : 3, 1)
        .set(x, y - (eyes === 'wide' ? 2 : 1), 7);
  }
  if (eyes === 'wide') face.rect(15, y + 2, 2, 2, 10);
  else face.rect(15, y + 2, 2, 1, 24).set(14, y + 1, 24);
  if (eyes !== 'wide') face.set(17, y + 1, 24);
  for (const x of [9, 22]) face.rect(x - (x === 22 ? 1 : 0), y + 2, 2, 1, 13);
  return face;
}

function drawShadow(radius: number): PixelGrid {
  return new PixelGrid(SIZE, SIZE).paint((x, y) =>
    Math.hypot((x - 15.5) / (radius + 1.5), (y - GROUND - 0.5) / 1.9) <= 1 ? 1 : undefined,
  );
}
