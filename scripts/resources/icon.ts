import { PixelGrid } from './pixelGrid.ts';

/** The application icon: a brick kiln with a glowing cel in its mouth. Entries are those of the palette Celadon 32. */
export function drawIcon(): PixelGrid {
  const icon = drawKiln();
  return icon.rows(9, 15, CEL, LEGEND);
}

/** The kiln alone, with light in its mouth. */
export function drawKiln(): PixelGrid {
  const icon = new PixelGrid(32, 32);
  drawDome(icon);
  drawChimney(icon);
  drawMouth(icon);
  drawBase(icon);
  return icon.outline(8);
}

const BRICKS = [15, 16, 17, 18, 13] as const;
/** How far single bricks are from their neighbours' tone, so that the wall looks fired. */
const FIRED = [0, 0.5, -0.4, 0.2, -0.2, 0.6, 0, -0.5, 0.3];

/** A beehive of bricks, lit from the upper left. */
function drawDome(icon: PixelGrid): void {
  icon.paint((x, y) => {
    const across = (x - 15.5) / 13.4;
    const up = (27.5 - y) / 20.5;
    const reach = Math.abs(across) ** 2.6 + Math.max(0, up) ** 2.6;
    if (reach > 1 || y > 27) return undefined;
    const course = Math.floor((y - 1) / 3);
    const place = x + (course % 2) * 3 + 1;
    const isJoint = (y - 1) % 3 === 2 || place % 6 === 5;
    const light = 2.1 - 1.25 * across + 0.75 * (up - 0.4) - 0.9 * reach ** 3;
    const brick = FIRED[(course * 7 + Math.floor(place / 6) * 5) % FIRED.length] ?? 0;
    const tone = Math.round(light + brick * 0.8) - (isJoint ? 1 : 0);
    return BRICKS[Math.min(4, Math.max(0, tone))];
  });
}

function drawChimney(icon: PixelGrid): void {
  icon.rows(
    11,
    2,
    `
    .ttttttttt
    .abbccccdd
    ..bbccddd.
    ..abbccdd.
    ..abbccdd.
    ..aabbccd.
    `,
    { t: 14, a: 13, b: 18, c: 17, d: 16 },
  );
}

/** The arch: a ring of lighter stones around an inside that the cel lights. */
function drawMouth(icon: PixelGrid): void {
  icon.paint((x, y) => {
    const across = Math.abs(x - 15.5);
    const reach = y >= 19 ? across : Math.hypot(across, (19 - y) * 1.15);
    if (y > 27 || reach > 9.6) return undefined;
    if (reach > 7.6) return stoneOf(x, y, reach);
    return reach > 6.6 && y < 24 ? 24 : 25;
  });
}

function stoneOf(x: number, y: number, reach: number): number {
  const isLit = x < 13;
  const angle = y >= 19 ? (27 - y) / 3.2 : 2.6 + Math.atan2(19 - y, Math.abs(x - 15.5)) * 2.9;
  if (angle % 1 < 0.28) return 16;
  return reach > 8.7 ? (isLit ? 18 : 17) : isLit ? 14 : 13;
}

function drawBase(icon: PixelGrid): void {
  icon.rect(1, 28, 30, 2, 3);
  icon.rect(1, 28, 30, 1, 4);
  icon.rect(8, 28, 16, 1, 27);
  icon.rect(7, 29, 18, 1, 25);
  for (const x of [6, 13, 19, 26]) icon.set(x, 29, 2);
}

/** A frame of film with its holes, and in it a sprite that looks back. */
const CEL = `
  ....llllll....
  ..llllllllll..
  .llllllllllll.
  lddddddddddddl
  lhdppppppppdhl
  lddppppppppddl
  lhdpppsspppdhl
  lddppwsssppddl
  lhdpwssssspdhl
  lddpsessespddl
  lhdpsessebpdhl
  lddpssssbbpddl
  lhdbbbbbbbbdhl
`;
const LEGEND = { l: 26, d: 24, h: 28, p: 28, s: 26, w: 7, e: 24, b: 25 };

/** Drawn again for 16 pixels, where the large one would lose its lines. */
export function drawSmallIcon(): PixelGrid {
  return new PixelGrid(16, 16).rows(0, 0, SMALL, {
    '#': 8,
    1: 15,
    2: 16,
    3: 17,
    4: 18,
    5: 13,
    6: 14,
    d: 24,
    g: 26,
    h: 28,
    s: 26,
    a: 4,
    b: 3,
    c: 27,
  });
}

const SMALL = `
  ....########....
  ....#666555#....
  ....##4332##....
  ...#44333221#...
  ..#4433332221#..
  .#443655553221#.
  .#46dggggggd51#.
  .#3dgddddddgd2#.
  #44dhdhhhhdhd21#
  #35dddhsshddd51#
  #44dhdssssdhd21#
  #33dddssssddd51#
  #44dhdssssdhd21#
  #aabccccccccbab#
  #bbbbggggggbbbb#
  ################
`;
