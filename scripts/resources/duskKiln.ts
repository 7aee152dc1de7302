import type { Drawing } from './assembleSprite.ts';
import { drawKiln } from './icon.ts';
import { PixelGrid } from './pixelGrid.ts';

/** A kiln at dusk: a still backdrop in linked cels, and smoke, embers, stars and fireflies that move before it. */
export function drawDuskKiln(): Drawing {
  const numbers = Array.from({ length: FRAMES }, (_, i) => i);
  const still = (grid: PixelGrid) => numbers.map(() => grid);
  const turns = (...grids: readonly PixelGrid[]) => numbers.map((i) => grids[i % grids.length] ?? new PixelGrid(1, 1));
  return {
    width: WIDTH,
    height: HEIGHT,
    durations: numbers.map(() => 125),
    layers: [
      {
        name: 'Sky',
        children: [
          { name: 'Dusk', cels: still(drawSky()) },
          { name: 'Stars', cels: numbers.map((i) => drawStars(i)) },
          { name: 'Moon', cels: still(drawMoon()) },
          { name: 'Clouds', cels: still(drawClouds()) },
        ],
      },
      {
        name: 'Land',
        children: [
          { name: 'Mountains', cels: still(drawMountains()) },
          { name: 'Woods', cels: still(drawWoods()) },
          { name: 'Meadow', cels: still(drawMeadow()) },
        ],
      },
      {
        name: 'Kiln',
        children: [
          { name: 'Smoke', cels: numbers.map((i) => drawSmoke(i / FRAMES)) },
          { name: 'Light', cels: turns(drawLight(0), drawLight(0), drawLight(1), drawLight(1)), opacity: 150 },
          { name: 'Bricks', cels: still(drawBricks()) },
          { name: 'Fire', cels: turns(drawFire(0), drawFire(0), drawFire(0.35), drawFire(0.35)) },
          { name: 'Pots', cels: still(drawPots()) },
        ],
      },
      { name: 'Fireflies', cels: numbers.map((i) => drawFireflies(i)) },
    ],
    tags: [{ name: 'evening', from: 0, to: FRAMES - 1, color: 31 }],
  };
}

const WIDTH = 128;
const HEIGHT = 72;
const FRAMES = 12;
/** The kiln's place. */
const KILN = { x: 70, y: 29 } as const;

/** From the top of the sky to its edge: an entry, and the row below which the next one takes over. */
const SKY = [
  [19, 9],
  [29, 24],
  [30, 38],
  [31, 47],
  [12, 53],
  [13, 99],
] as const;

function drawSky(): PixelGrid {
  return new PixelGrid(WIDTH, HEIGHT).paint((x, y) => {
    const band = SKY.findIndex(([, end]) => y < end);
    const [entry, end] = SKY[band] ?? SKY[0];
    const next = SKY[band + 1]?.[0] ?? entry;
    // Two rows of broken lines between bands, longer the farther they are from the edge.
    if (end - y === 1) return (x + band * 5) % 4 < 2 ? next : entry;
    if (end - y === 3) return (x + band * 7) % 8 < 2 ? next : entry;
    return entry;
  });
}

const STARS = [
  [6, 4, 0],
  [17, 11, 3],
  [29, 3, 5],
  [40, 8, 1],
  [52, 15, 7],
  [61, 4, 2],
  [74, 10, 9],
  [84, 3, 4],
  [118, 22, 6],
  [12, 21, 8],
  [34, 19, 10],
  [122, 6, 0],
  [88, 18, 11],
  [3, 14, 6],
] as const;

function drawStars(number: number): PixelGrid {
  const stars = new PixelGrid(WIDTH, HEIGHT);
  for (const [x, y, start] of STARS) {
    const age = (number + start) % FRAMES;
    stars.set(x, y, age < 7 ? 6 : age < 9 ? 5 : 31);
    if (age === 3 && y < 12) for (const step of [-1, 1]) stars.set(x + step, y, 30).set(x, y + step, 30);
  }
  return stars;
}

function drawMoon(): PixelGrid {
  return new PixelGrid(WIDTH, HEIGHT)
    .paint((x, y) => {
      const reach = Math.hypot(x - 104, y - 15);
      if (reach > 8.4) return undefined;
      return Math.hypot(x - 102, y - 13) < 7.6 ? 14 : 13;
    })
    .rows(
      99,
      10,
      `
      ..oo......
      .oooo..o..
      ..oo......
      ..........
      .....ooo..
      .o..ooooo.
      .....ooo..
      ..o.......
      `,
      { o: 13 },
    );
}

/** Long flat clouds, lit from below. [x, y, length] */
const CLOUDS = [
  [0, 30, 22],
  [10, 33, 30],
  [30, 42, 24],
  [84, 36, 34],
  [100, 33, 20],
  [60, 45, 20],
] as const;

function drawClouds(): PixelGrid {
  const clouds = new PixelGrid(WIDTH, HEIGHT);
  for (const [x, y, length] of CLOUDS) {
    const isLow = y > 40;
    clouds.rect(x + 3, y - 1, length - 8, 1, isLow ? 31 : 30);
    clouds.rect(x, y, length, 1, isLow ? 13 : 31);
    clouds.rect(x + 4, y + 1, length - 6, 1, isLow ? 14 : 12);
  }
  return clouds;
}

function drawMountains(): PixelGrid {
  const edge = (x: number) => 46 - 7 * Math.abs(Math.sin(x * 0.045 + 0.6)) - 3 * Math.abs(Math.sin(x * 0.11 + 2));
  return new PixelGrid(WIDTH, HEIGHT).paint((x, y) => {
    return y < Math.round(edge(x)) || y > 58 ? undefined : 29;
  });
}

/** Firs: a trunkless triangle of boughs each. */
function drawWoods(): PixelGrid {
  const woods = new PixelGrid(WIDTH, HEIGHT);
  for (let i = 0; i < 34; i++) {
    const x = i * 4 - 2 + ((i * 7) % 3);
    const height = 7 + ((i * 5) % 6) + (x < 24 || x > 108 ? 6 : 0);
    const base = 59;
    for (let row = 0; row < height; row++) {
      const half = Math.floor(row * 0.42) + (row % 3 === 2 ? 1 : 0);
      woods.rect(x - half, base - height + row, half * 2 + 1, 1, 19);
      if (row % 3 === 2) woods.set(x - half, base - height + row, 25).set(x - half + 1, base - height + row, 24);
    }
  }
  return woods.rect(0, 57, WIDTH, 4, 19);
}

function drawMeadow(): PixelGrid {
  const meadow = new PixelGrid(WIDTH, HEIGHT).paint((x, y) => {
    const top = 58 + Math.round(1.5 * Math.sin(x * 0.07 + 1));
    if (y < top) return undefined;
    if (y === top) return (x * 5) % 7 < 4 ? 26 : 25;
    if (y > 68) return 24;
    return (x * 13 + y * 29) % 31 === 0 ? 26 : (x * 7 + y * 17) % 23 === 0 ? 24 : 25;
  });
  for (let i = 0; i < 40; i++) {
    const x = (i * 37) % WIDTH;
    const y = 61 + ((i * 11) % 10);
    meadow
      .set(x, y, 26)
      .set(x + 1, y - 1, 27)
      .set(x + 2, y, 26);
  }
  // A trodden path leads to the kiln's mouth.
  return meadow.paint((x, y) => {
    const width = (y - 59) * 1.1 + 5;
    const middle = KILN.x + 15.5 - (y - 60) * 1.8;
    if (y < 60 || Math.abs(x - middle) > width) return undefined;
    if (Math.abs(x - middle) > width - 1.5) return (x + y) % 2 === 0 ? 16 : 24;
    return (x * 11 + y * 7) % 17 === 0 ? 18 : (x * 5 + y * 3) % 13 === 0 ? 15 : 16;
  });
}

function drawBricks(): PixelGrid {
  const bricks = new PixelGrid(WIDTH, HEIGHT);
  const kiln = drawKiln();
  return bricks.paint((x, y) => kiln.get(x - KILN.x, y - KILN.y) || undefined);
}

/** The glow in the kiln's mouth, hottest low in the middle, and the pot that it fires. */
function drawFire(step: number): PixelGrid {
  return new PixelGrid(WIDTH, HEIGHT)
    .paint((x, y) => {
      const across = Math.abs(x - KILN.x - 15.5);
      const up = KILN.y + 27 - y;
      const reach = up <= 8 ? across : Math.hypot(across, (up - 8) * 1.15);
      if (up < 0 || reach > 6.6) return undefined;
      const heat = 7.6 + step - Math.hypot(across, up * 0.72);
      return heat > 4.6 ? 7 : heat > 2.6 ? 28 : heat > 0.6 ? 27 : 26;
    })
    .rows(KILN.x + 12, KILN.y + 18, POT, { p: 25, l: 26, s: 24 });
}

const POT = `
  .pppppp.
  ..plps..
  ..plps..
  .pllpps.
  plllppps
  plllppps
  plllppps
  .pllpps.
  .pppsss.
  ..psss..
`;

/** What falls out of the kiln's mouth onto the path. */
function drawLight(step: number): PixelGrid {
  return new PixelGrid(WIDTH, HEIGHT).paint((x, y) => {
    if (y < 60) return undefined;
    const down = y - 60;
    const reach = Math.abs(x - KILN.x - 15.5 + down * 0.5) / (8.5 + down * 0.9 + step);
    if (reach > 1) return undefined;
    const fade = down + reach * 4;
    const fades = fade > 6 + step && (fade > 9 + step ? (x + y * 2) % 4 !== 0 : (x + y) % 2 === 0);
    return fades ? undefined : reach < 0.6 && down < 5 ? 28 : 27;
  });
}

/** Puffs that rise from the chimney, spread, and drift away. [start, way] */
const PUFFS = [
  [0, 1],
  [0.2, 0.8],
  [0.4, 1.15],
  [0.6, 0.9],
  [0.8, 1.05],
] as const;

function drawSmoke(time: number): PixelGrid {
  const puffs = PUFFS.map(([start, way]) => {
    const age = (time + start) % 1;
    return {
      x: KILN.x + 15 - age * age * 26 * way - Math.sin(age * 7) * 1.5,
      y: KILN.y + 2 - age * 27,
      radius: (1.8 + age * 4.4) * Math.min(1, (1 - age) * 2.6),
    };
  });
  return new PixelGrid(WIDTH, HEIGHT).paint((x, y) => {
    const puff = puffs.find((each) => Math.hypot(x - each.x, (y - each.y) * 1.15) < each.radius);
    if (puff === undefined || puff.radius < 0.8) return undefined;
    const lit = (puff.x - x) * -0.5 + (puff.y - y);
    return lit > puff.radius * 0.45 ? 6 : lit > -puff.radius * 0.4 ? 5 : 4;
  });
}

/** Fired pots on a shelf of planks, and wood for the next fire. */
function drawPots(): PixelGrid {
  return new PixelGrid(WIDTH, HEIGHT)
    .rows(
      46,
      52,
      `
      ...###.........####...
      ..#hcd#..###..#hccd#..
      ...#c#..#hcd#..#cd#...
      ..#hcd#.##c##..#cd#...
      .#hccdd##hcd#.#hccd#..
      .#hccdd#hccdd##hcccd#.
      .#wwwww#hccdd##hcccd#.
      .#hccdd#wwwww##cccdd#.
      ..#cdd##hccdd#.#ccd#..
      .####################.
      #lllkllllllkllllllkll#
      ####################
      .#m#.............#m#..
      .#m#.............#m#..
      .###.............###..
      `,
      { '#': 8, h: 28, c: 27, d: 26, w: 7, l: 17, k: 16, m: 16 },
    )
    .rows(
      104,
      56,
      `
      .....###.......
      ....#hll#......
      ....#llk#......
      ..###lk###.....
      .#hll##hll#....
      .#llk##llk#....
      ###lk###lk###..
      #hll##hll##hll#
      #llk##llk##llk#
      .#k#..#k#..#k#.
      `,
      { '#': 8, h: 18, l: 17, k: 16 },
    );
}

const FLIES = [
  [16, 60, 0],
  [32, 54, 4],
  [60, 66, 8],
  [110, 52, 2],
  [120, 64, 6],
  [6, 50, 9],
] as const;

function drawFireflies(number: number): PixelGrid {
  const flies = new PixelGrid(WIDTH, HEIGHT);
  for (const [x, y, start] of FLIES) {
    const turn = ((number + start) / FRAMES) * Math.PI * 2;
    const age = (number + start) % FRAMES;
    if (age > 8) continue;
    flies.set(x + Math.round(Math.sin(turn) * 3), y + Math.round(Math.cos(turn) * 2), age > 1 && age < 7 ? 28 : 26);
  }
  return flies;
}
