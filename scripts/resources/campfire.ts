import type { Drawing } from './assembleSprite.ts';
import { PixelGrid } from './pixelGrid.ts';

/** A camp fire that burns for ever: tongues, sparks, logs and their light on the ground. */
export function drawCampfire(): Drawing {
  const numbers = Array.from({ length: FRAMES }, (_, i) => i);
  const logs = drawLogs();
  const glows = [drawGlow(13), drawGlow(14)];
  const glow = (number: number) => glows[number % 4 < 2 ? 0 : 1] ?? logs;
  return {
    width: WIDTH,
    height: HEIGHT,
    durations: numbers.map(() => 90),
    layers: [
      { name: 'Glow', cels: numbers.map(glow), opacity: 140 },
      { name: 'Flame', cels: numbers.map((number) => drawFlame(number / FRAMES)) },
      { name: 'Logs', cels: numbers.map(() => logs) },
      { name: 'Sparks', cels: numbers.map((number) => drawSparks(number / FRAMES)) },
    ],
    tags: [{ name: 'burn', from: 0, to: FRAMES - 1, color: 12 }],
  };
}

const WIDTH = 32;
const HEIGHT = 48;
const FRAMES = 12;
const GROUND = 42;

/** Tongues of fire: where each stands, how wide and tall it is, and where in the loop it begins. */
const TONGUES = [
  { x: 15.5, width: 8.4, height: 33, start: 0, sway: 2.6 },
  { x: 11, width: 4.8, height: 20, start: 0.37, sway: 2.2 },
  { x: 20.5, width: 5, height: 23, start: 0.71, sway: 2.4 },
] as const;

/** Tones from the cool edge to the hot heart, by the least heat that they stand for. */
const TONES = [
  [0.02, 11],
  [0.2, 12],
  [0.42, 13],
  [0.62, 14],
  [0.8, 7],
] as const;

/** How wide a tongue is at a height between 0 (ground) and 1 (tip), as a part of its width. */
function profile(height: number): number {
  return height < 0.22 ? 0.55 + 2.05 * height : (1 - (height - 0.22) / 0.78) ** 0.9;
}

function drawFlame(time: number): PixelGrid {
  return new PixelGrid(WIDTH, HEIGHT).paint((x, y) => {
    const heat = Math.max(...TONGUES.map((tongue) => heatAt(tongue, x + 0.5, GROUND - y - 0.5, time + tongue.start)));
    return TONES.findLast(([least]) => heat >= least)?.[1];
  });
}

/** One wave runs up each tongue per loop: it sways it, thickens it, and now and then parts the tip from the rest. */
function heatAt(tongue: (typeof TONGUES)[number], x: number, above: number, time: number): number {
  const beat = 1 + 0.12 * Math.sin(time * TURN);
  const height = above / (tongue.height * beat);
  if (height < 0 || height > 1) return 0;
  const wave = height * 1.35 - time;
  const middle = tongue.x + Math.sin(wave * TURN) * tongue.sway * height ** 0.8 + (16 - tongue.x) * height * 0.35;
  const swell = 1 + Math.sin((wave * 2 + 0.3) * TURN) * 0.5 * height;
  const reach = Math.abs(x - middle) / (tongue.width * profile(height) * swell);
  return (1 - reach) * (1.02 - 0.62 * height);
}

const TURN = Math.PI * 2;

/** Sparks leave the fire one after the other. [x, start, speed] */
const SPARKS = [
  [10, 0.1, 1],
  [20, 0.35, 1.1],
  [14, 0.6, 1.2],
  [23, 0.8, 0.8],
  [8, 0.85, 0.7],
] as const;

function drawSparks(time: number): PixelGrid {
  const sparks = new PixelGrid(WIDTH, HEIGHT);
  for (const [x, start, speed] of SPARKS) {
    const age = (time + start) % 1;
    if (age > 0.72) continue;
    const sway = Math.round(Math.sin((age + start) * 9) * 2);
    const entry = age < 0.25 ? 14 : age < 0.5 ? 13 : 11;
    sparks.set(x + sway, Math.round(GROUND - 12 - age * 38 * speed), entry);
  }
  return sparks;
}

function drawGlow(radius: number): PixelGrid {
  return new PixelGrid(WIDTH, HEIGHT).paint((x, y) => {
    const reach = Math.hypot((x - 15.5) / radius, (y - GROUND - 1.5) / 3.6);
    return reach > 1 ? undefined : reach > 0.72 ? 9 : 10;
  });
}

function drawLogs(): PixelGrid {
  return new PixelGrid(WIDTH, HEIGHT).rows(4, 38, LOGS, {
    '#': 8,
    d: 15,
    m: 16,
    l: 17,
    h: 18,
    e: 12,
    r: 11,
    c: 13,
    s: 3,
    t: 4,
    u: 2,
  });
}

const LOGS = `
  ....#................#..
  ..##mm##..........##ml#.
  .#hhlmmmd##....##dmmllh#
  #hcclmmmddr####rddmmllh#
  #hcclmddrreerreerrdmmlh#
  .#hh##dmmlleerllmmd####.
  ..##stt#dmmllllmd#tts#..
  ..#sttu##########sttu#..
  ...####..........####...
`;
