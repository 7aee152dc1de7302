import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClipSettings, DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { colorToOklab, oklabDistance } from '../../shared/pixelate/oklab.ts';
import { blue, green, red, rgba } from '../../shared/sprite/color.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import { probe } from '../ffmpeg/probe.ts';
import { runToEnd } from '../ffmpeg/run.ts';
import { cutFrames } from './cutFrames.ts';

const tools = {
  ffmpeg: { path: process.env.FFMPEG_BIN ?? 'ffmpeg' },
  workerUrl: new URL('./pixelateWorker.ts', import.meta.url),
};
const [WIDTH, HEIGHT, CELL, PERIOD, COUNT] = [48, 36, 10, 16, 48];
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-cut-'));
  // Whatever anybody writes to the system's folder for temporary files comes to light here.
  process.env.TMPDIR = folder;
});
afterAll(() => rm(folder, { recursive: true }));

const legend: Readonly<Record<string, number>> = {
  '#': rgba(38, 26, 34),
  h: rgba(122, 62, 40),
  H: rgba(168, 92, 52),
  s: rgba(240, 190, 150),
  w: rgba(250, 246, 236),
  r: rgba(190, 44, 56),
  R: rgba(228, 88, 80),
  b: rgba(60, 84, 170),
  B: rgba(96, 136, 214),
  y: rgba(240, 200, 80),
};

const standing = [
  '    ########    ',
  '  ##hhhHHHHh##  ',
  ' #hhhHHHHHHHhh# ',
  ' #hhssssssssHh# ',
  ' #hssssssssssh# ',
  ' #hs#wssss#wsh# ',
  ' #hs##ssss##sh# ',
  '  #ssssssssss#  ',
  '   ##ssrrss##   ',
  '  #rRR####RRr#  ',
  ' #rRRRRRRRRRRr# ',
  ' #rRRRRyyRRRRr# ',
  ' #ss#rRyyRr#ss# ',
  ' #ss#rrrrrr#ss# ',
  '  ###bbBBbb###  ',
  '    #bBBBBb#    ',
  '    #bB##Bb#    ',
  '    #bB##Bb#    ',
  '    #bb##bb#    ',
  '   ##hh##hh##   ',
  '   #hhh##hhh#   ',
  '   ##########   ',
];

/** Truth: the hero bobs, blinks and waves a lamp; entry 0 of the result is transparent. */
function truth(t: number): readonly (readonly (number | undefined)[])[] {
  const phase = t % PERIOD;
  const down = [0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 2, 2, 1, 1, 0, 0][phase] ?? 0;
  const rows = Array.from({ length: HEIGHT }, () => new Array<number | undefined>(WIDTH).fill(undefined));
  for (const [y, row] of standing.entries()) {
    for (const [x, char] of [...row].entries()) {
      const eye = phase === 5 && y === 5 ? char.replace('w', '#') : char;
      const line = rows[y + 6 + down];
      if (line && char !== ' ') line[x + 10] = legend[eye];
    }
  }
  const lamp = Math.round(3 * Math.cos((2 * Math.PI * phase) / PERIOD));
  for (let y = 0; y < 4; y++)
    for (let x = 0; x < 4; x++) (rows[y + 14 + lamp] ?? [])[x + 30] = legend[x === y ? 'w' : 'y'];
  return rows;
}

interface Look {
  readonly backdrop: number;
  readonly filter: string;
  readonly crf: number;
}

/** A true clip as a generator might send it: blurred, noisy, compressed. */
async function film(name: string, { backdrop, filter, crf }: Look): Promise<string> {
  const file = join(folder, name);
  function* frames(): Generator<Uint8Array> {
    for (let t = 0; t < COUNT; t++) {
      const picture = truth(t);
      const bytes = new Uint8Array(WIDTH * HEIGHT * CELL * CELL * 3);
      for (let i = 0; i < bytes.length; i += 3) {
        const [x, y] = [(i / 3) % (WIDTH * CELL), Math.floor(i / 3 / (WIDTH * CELL))];
        const color = picture[Math.floor(y / CELL)]?.[Math.floor(x / CELL)] ?? backdrop;
        bytes.set([red(color), green(color), blue(color)], i);
      }
      yield bytes;
    }
  }
  const size = `${WIDTH * CELL}x${HEIGHT * CELL}`;
  await runToEnd(
    tools.ffmpeg.path,
    [
      ...['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', size, '-r', '12', '-i', 'pipe:0'],
      ...['-vf', `${filter},scale=out_color_matrix=bt601:out_range=tv,format=yuv420p`],
      ...['-c:v', 'libx264', '-crf', String(crf), file],
    ],
    { input: frames() },
  );
  return file;
}

const exact: ClipSettings = {
  ...DEFAULT_CLIP,
  width: WIDTH,
  height: HEIGHT,
  loop: { kind: 'off' },
  crop: 'picture',
};

/** Which source frame each shown moment is, a merged frame counted as often as it stands for. */
function moments(clip: PixelClip): readonly Uint8Array[] {
  return clip.frames.flatMap(({ indices, duration }) =>
    new Array<Uint8Array>(Math.round(duration / (1000 / 12))).fill(indices),
  );
}

function score(clip: PixelClip): { readonly hit: number; readonly overlap: number; readonly flicker: number } {
  let [hits, both, either, still, changed] = [0, 0, 0, 0, 0];
  const shown = moments(clip);
  expect(shown).toHaveLength(COUNT);
  for (const [t, indices] of shown.entries()) {
    const now = truth(t).flat();
    const before = t > 0 ? truth(t - 1).flat() : [];
    for (const [i, color] of now.entries()) {
      const index = indices[i] ?? 0;
      if (color !== undefined || index !== 0) either++;
      if (t > 0 && before[i] === color) {
        still++;
        if (shown[t - 1]?.[i] !== index) changed++;
      }
      if (color === undefined || index === 0) continue;
      both++;
      if (oklabDistance(colorToOklab(color), colorToOklab(clip.palette[index] ?? 0)) < 0.05) hits++;
    }
  }
  return { hit: hits / both, overlap: both / either, flicker: (1000 * changed) / still };
}

const looks: Readonly<Record<string, Look>> = {
  'green, crisp': { backdrop: rgba(38, 171, 64), filter: 'gblur=sigma=0.6', crf: 18 },
  'grey, soft, noisy': {
    backdrop: rgba(150, 152, 148),
    filter: 'gblur=sigma=1.3,noise=alls=4:allf=t:all_seed=1',
    crf: 23,
  },
  'white, vignette, coarse': { backdrop: rgba(236, 238, 240), filter: 'gblur=sigma=0.8,vignette=PI/9', crf: 28 },
};

test.each(Object.entries(looks))('a known sprite comes back out of a video: %s', async (name, filmed) => {
  const file = await film(`${name}.mp4`, filmed);
  const { clip, report } = await cutFrames(file, exact, tools);
  const { hit, overlap, flicker } = score(clip);
  expect(report.warnings).toEqual([]);
  expect(
    { hit: hit >= 0.99, overlap: overlap >= 0.99, flicker: flicker <= 2 },
    JSON.stringify({ hit, overlap, flicker }),
  ).toEqual({
    hit: true,
    overlap: true,
    flicker: true,
  });
  expect(report.loops[0]?.length).toBe(PERIOD);
  expect(clip.palette.length - 1).toBeLessThanOrEqual(24);
});

test('the same file gives the same bytes, and a loop is one period long', async () => {
  const file = await film('again.mp4', { backdrop: rgba(38, 171, 64), filter: 'gblur=sigma=0.8', crf: 23 });
  const options: ClipSettings = { ...DEFAULT_CLIP, width: 32, height: 32, colorCount: 16 };
  const stages: (readonly [string, number])[] = [];
  const onProgress = (stage: string, fraction: number): void => {
    stages.push([stage, fraction]);
  };
  const one = await cutFrames(file, options, { ...tools, onProgress });
  expect(await cutFrames(file, options, tools)).toEqual(one);
  expect(one.clip.frames.reduce((sum, { duration }) => sum + duration, 0)).toBe(1333);
  expect(stages.map(([stage]) => stage)).toEqual(stages.map(([stage]) => stage).toSorted());
  for (const stage of ['decoding', 'pixelating']) {
    const fractions = stages.filter(([name]) => name === stage).map(([, fraction]) => fraction);
    expect(fractions).toEqual(fractions.toSorted((p, q) => p - q));
    expect(fractions.at(-1)).toBe(1);
  }
});

test('a video that is longer than it says is cut whole, and damage behind what it says is told', async () => {
  const file = await film('longer.mp4', { backdrop: rgba(38, 171, 64), filter: 'gblur=sigma=0.8', crf: 23 });
  const facts = await probe(tools.ffmpeg.path, file);
  const told = Promise.resolve({ ...facts, seconds: 1 });
  const stages: string[] = [];
  const onProgress = (stage: string): void => void stages.push(stage);
  const cut = await cutFrames(file, exact, { ...tools, facts: told, onProgress });
  expect(cut).toEqual(await cutFrames(file, exact, tools));
  expect(moments(cut.clip)).toHaveLength(COUNT);
  // It was begun with the first second.
  expect(stages.lastIndexOf('decoding')).toBeLessThan(stages.indexOf('pixelating'));

  const bytes = await readFile(file);
  await writeFile(file, bytes.fill(0xa5, bytes.length - 3000));
  await expect(cutFrames(file, exact, { ...tools, facts: told })).rejects.toMatchObject({
    code: expect.stringMatching(/decode_failed|video_truncated/),
  });
});

test('a small subject is decoded again, finer, and an area can be given', async () => {
  const file = await film('far.mp4', {
    backdrop: rgba(38, 171, 64),
    filter: 'scale=160:120:flags=area,pad=480:360:60:180:0x26ab40',
    crf: 18,
  });
  const stages: number[] = [];
  const onProgress = (stage: string, fraction: number): void => {
    stages.push(stage === 'decoding' ? fraction : 1 + fraction);
  };
  const options: ClipSettings = { ...exact, width: 24, height: 24, crop: 'subject' };
  const { report } = await cutFrames(file, options, { ...tools, onProgress });
  expect(report.area.width / options.width).toBeLessThan(8);
  expect(stages).toEqual(stages.toSorted((p, q) => p - q));
  const area = { x: 60, y: 180, width: 160, height: 120 };
  const { clip } = await cutFrames(file, { ...exact, crop: area }, tools);
  expect(score(clip).overlap).toBeGreaterThan(0.9);
});

const exactColors = ['-filter_complex', 'split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none'];

test('a small pixel animation is taken pixel by pixel', async () => {
  const file = join(folder, 'small.gif');
  const empty = ' '.repeat(24);
  const picture = [empty, empty, ...standing.map((row) => `    ${row}    `), empty, empty, empty, empty];
  const bytes = picture.flatMap((row) => [...row].flatMap((char) => rgb(legend[char] ?? rgba(0, 200, 80))));
  await runToEnd(
    tools.ffmpeg.path,
    [
      '-v',
      'error',
      '-y',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-s',
      '24x28',
      '-r',
      '10',
      '-i',
      'pipe:0',
      ...exactColors,
      file,
    ],
    { input: [Uint8Array.from(bytes), Uint8Array.from(bytes)] },
  );
  const { clip } = await cutFrames(file, { ...exact, width: 32, height: 32, fps: 10, crop: 'subject' }, tools);
  const rows = Array.from({ length: 32 }, (_, y) => [...(clip.frames[0]?.indices.subarray(y * 32, y * 32 + 32) ?? [])]);
  const [top, left] = [32 - 1 - standing.length, 8];
  let hits = 0;
  for (const [y, row] of standing.entries()) {
    for (const [x, char] of [...row].entries()) {
      const color = clip.palette[rows[y + top]?.[x + left] ?? 0] ?? 0;
      const wanted = legend[char];
      const isHit =
        wanted === undefined ? color === 0 : oklabDistance(colorToOklab(color), colorToOklab(wanted)) < 0.05;
      if (isHit) hits++;
    }
  }
  expect(hits / standing.join('').length).toBeGreaterThan(0.97);
});

const rgb = (color: number): readonly number[] => [red(color), green(color), blue(color)];

test('bad input is named and leaves nothing behind', async () => {
  const text = join(folder, 'text.mp4');
  await writeFile(text, 'no video');
  await expect(cutFrames(text, exact, tools)).rejects.toMatchObject({ code: 'not_a_video' });
  const whole = await readFile(await film('whole.mp4', { backdrop: rgba(0, 0, 255), filter: 'null', crf: 23 }));
  await writeFile(text, whole.subarray(0, whole.length / 2));
  await expect(cutFrames(text, exact, tools)).rejects.toMatchObject({ code: 'video_truncated' });
  const nowhere = { ...tools, ffmpeg: { path: '/nowhere/ffmpeg' } };
  await expect(cutFrames(text, exact, nowhere)).rejects.toMatchObject({ code: 'ffmpeg_missing' });
});

test.each(['decoding', 'pixelating'] as const)('cancel while %s: no process, no file, no thread', async (when) => {
  const file = await film(`cancel-${when}.mp4`, { backdrop: rgba(0, 0, 255), filter: 'null', crf: 23 });
  const before = await readdir(folder);
  const stop = new AbortController();
  const onProgress = (stage: string): void => {
    if (stage === when) stop.abort();
  };
  const cut = cutFrames(file, exact, { ...tools, signal: stop.signal, onProgress });
  await expect(cut).rejects.toMatchObject({ code: 'canceled' });
  expect(await readdir(folder)).toEqual(before);
  const processes = execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' });
  expect(processes.split('\n').filter((line) => line.includes(file))).toEqual([]);
});
