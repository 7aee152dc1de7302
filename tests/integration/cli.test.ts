import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { drawnSprite, sliced, tagged, withSprites } from '../../src/main/cli/batch/testSprites.fixture.ts';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { DEFAULT_CLIP } from '../../src/shared/clip/clipSettings.ts';
import { decodeAseprite } from '../../src/shared/formats/aseprite/decodeAseprite.ts';
import { compositeFrame } from '../../src/shared/sprite/composite.ts';
import type { Sprite } from '../../src/shared/sprite/sprite.ts';

/** The command as it is installed, over the program as it is built. */

const PROGRAM = join(import.meta.dirname, '../../bin/celkiln.mjs');
const FFMPEG = process.env.FFMPEG_BIN ?? 'ffmpeg';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function celkiln(folder: string, ...words: readonly string[]): Promise<Ran> {
  return ran(process.execPath, [PROGRAM, ...words], folder);
}

async function ran(program: string, words: readonly string[], folder: string): Promise<Ran> {
  const environment = { ...process.env, CELKILN_USER_DATA: join(folder, 'data of the application') };
  try {
    const done = await promisify(execFile)(program, [...words], { cwd: folder, env: environment });
    return { code: 0, ...done };
  } catch (error) {
    if (!(error instanceof Error) || !('stdout' in error) || !('code' in error)) throw error;
    return {
      code: Number(error.code),
      stdout: String(error.stdout),
      stderr: 'stderr' in error ? String(error.stderr) : '',
    };
  }
}

// In a checkout the first call builds the program if it is older than its sources.
beforeAll(async () => {
  execFileSync(process.execPath, [PROGRAM, '--version'], { stdio: 'ignore' });
}, 120_000);

const HERO = sliced(
  tagged(
    tagged(
      drawnSprite({
        body: ['......\n.rr...\n.rr...\n......', '......\n..rr..\n..rr..\n......', '......\n...rr.\n...rr.\n......'],
        hat: ['.g....\n......\n......\n......', '..g...\n......\n......\n......', '...w..\n......\n......\n......'],
      }),
      'walk',
      0,
      1,
    ),
    'jump',
    1,
    2,
  ),
  'head',
  1,
  0,
  4,
  2,
);

/** The frames of a picture or an animation as ffmpeg reads them: RGBA, what is transparent as 0. */
function readByFfmpeg(file: string): Uint32Array {
  const words = ['-v', 'error', '-i', file, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-'];
  return withoutGhosts(new Uint32Array(new Uint8Array(execFileSync(FFMPEG, words)).buffer));
}

function withoutGhosts(pixels: Uint32Array): Uint32Array {
  return pixels.map((pixel) => (pixel >>> 24 === 0 ? 0 : pixel));
}

function framesOf(sprite: Sprite, from: number, to: number): Uint32Array {
  const frames = sprite.frames.slice(from, to + 1).map((_, i) => [...compositeFrame(sprite, from + i)]);
  return withoutGhosts(Uint32Array.from(frames.flat()));
}

/** Written for Aseprite; only the name of the program is handed in. */
const BUILD_SCRIPT = `#!/bin/sh
set -e
ASEPRITE=\${ASEPRITE:-aseprite}
mkdir -p build
$ASEPRITE -b --list-tags art/hero.aseprite > build/tags.txt
$ASEPRITE -b --list-layers art/hero.aseprite > build/layers.txt
while read -r tag; do
  $ASEPRITE -b --frame-tag "$tag" art/hero.aseprite --save-as "build/hero-$tag.gif"
done < build/tags.txt
$ASEPRITE -b art/hero.aseprite --scale 2 --save-as build/preview/hero_01.png
$ASEPRITE -batch -list-tags -list-layers -list-slices -split-layers -trim -sheet-pack \\
  -format json-array -filename-format '{title}/{layer}/{tag}/{tagframe00}' \\
  art/hero.aseprite -sheet build/hero.png -data build/hero.json
$ASEPRITE --batch art/hero.aseprite --sheet=build/strip.png > build/strip.json
`;

test("a build script for Aseprite's command line runs unchanged but for the program's name", async () => {
  await withSprites({ 'build.sh': BUILD_SCRIPT }, async (folder) => {
    await mkdir(join(folder, 'art'));
    await withSprites({ 'hero.aseprite': HERO }, async (made) => {
      await writeFile(join(folder, 'art/hero.aseprite'), await readFile(join(made, 'hero.aseprite')));
    });
    const program = `${process.execPath} ${PROGRAM}`;
    const done = await ran('env', [`ASEPRITE=${program}`, 'sh', 'build.sh'], folder);
    expect(done).toEqual({ code: 0, stdout: '', stderr: '' });

    const file = (name: string) => join(folder, 'build', name);
    expect(await readFile(file('tags.txt'), 'utf8')).toBe('walk\njump\n');
    expect(await readFile(file('layers.txt'), 'utf8')).toBe('body\nhat\n');
    expect(readByFfmpeg(file('hero-walk.gif'))).toEqual(framesOf(HERO, 0, 1));
    expect(readByFfmpeg(file('hero-jump.gif'))).toEqual(framesOf(HERO, 1, 2));
    expect(await readdir(file('preview'))).toEqual(['hero_01.png', 'hero_02.png', 'hero_03.png']);
    expect(readByFfmpeg(file('preview/hero_03.png')).length).toBe(4 * HERO.width * HERO.height);

    const strip = JSON.parse(await readFile(file('strip.json'), 'utf8'));
    expect(Object.keys(strip.frames)).toEqual([0, 1, 2].map((frame) => `hero ${frame}.aseprite`));
    expect(strip.meta).toMatchObject({ image: 'strip.png', size: { w: 18, h: 4 } });
    await expectSheet(file('hero.png'), JSON.parse(await readFile(file('hero.json'), 'utf8')));
  });
});

interface Data {
  readonly frames: readonly {
    readonly filename: string;
    readonly frame: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly spriteSourceSize: { readonly x: number; readonly y: number };
  }[];
  readonly meta: { readonly size: { readonly w: number }; readonly [list: string]: unknown };
}

/** Every frame put together from the packed sheet looks as the sprite does. */
async function expectSheet(file: string, { frames, meta }: Data): Promise<void> {
  expect(frames.map(({ filename }) => filename)).toEqual([
    ...['walk/00', 'walk/01', 'jump/01'].map((name) => `hero/body/${name}`),
    ...['walk/00', 'walk/01', 'jump/01'].map((name) => `hero/hat/${name}`),
  ]);
  expect(meta).toMatchObject({
    frameTags: [{ name: 'walk' }, { name: 'jump' }],
    layers: [{ name: 'body' }, { name: 'hat' }],
    slices: [{ name: 'head', keys: [{ frame: 0, bounds: { x: 1, y: 0, w: 4, h: 2 } }] }],
  });
  const pixels = readByFfmpeg(file);
  for (const frame of [0, 1, 2]) {
    const canvas = new Uint32Array(HERO.width * HERO.height);
    for (const part of [frames[frame], frames[frame + 3]]) {
      if (part === undefined) throw new Error('a frame is missing');
      const { frame: place, spriteSourceSize: at } = part;
      for (let i = 0; i < place.w * place.h; i++) {
        const [x, y] = [i % place.w, Math.floor(i / place.w)];
        const pixel = pixels[(place.y + y) * meta.size.w + place.x + x] ?? 0;
        if (pixel !== 0) canvas[(at.y + y) * HERO.width + at.x + x] = pixel;
      }
    }
    expect(canvas).toEqual(framesOf(HERO, frame, frame));
  }
}

test('failures say one line on stderr, nothing on stdout, and leave no file', async () => {
  await withSprites({ 'hero.aseprite': HERO, 'text.aseprite': 'no sprite' }, async (folder) => {
    const before = await readdir(folder);
    const cases = [
      ['-b', 'none.aseprite', '--save-as', 'x.png'],
      ['-b', 'hero.aseprite', '--save-as', 'x.png', 'text.aseprite'],
      ['-b', 'hero.aseprite', '--tag', 'run', '--save-as', 'x.gif'],
      ['-b', 'hero.aseprite', '--save-as', 'hero.aseprite/x.gif'],
    ];
    for (const words of cases) {
      const { code, stdout, stderr } = await celkiln(folder, ...words);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^celkiln: .+\n$/);
      expect(stderr).toContain('.aseprite');
    }
    expect(await celkiln(folder, '-b', 'hero.aseprite', '--scale', 'big')).toEqual({
      code: 2,
      stdout: '',
      stderr: "celkiln: --scale takes a number above 0, up to 1000: big\nTry 'celkiln --help'.\n",
    });
    expect(await readdir(folder)).toEqual(before);
  });
});

test('--preview says what would be written and writes nothing', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    const { code, stdout, stderr } = await celkiln(folder, '-b', '-p', 'hero.aseprite', '--save-as', '{tag}.gif');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^Open hero\.aseprite: 6 x 4, rgba, frames: 3\nSave walk\.gif: \d+ bytes\nSave jump\.gif: \d+ bytes\nNothing was written/,
    );
    expect(await readdir(folder)).toEqual(['hero.aseprite']);
  });
});

test('a video becomes numbered pictures; progress goes to stderr only', async () => {
  await withSprites({}, async (folder) => {
    video(folder, 'clip.mp4', 'testsrc2=s=96x96:r=12:d=1');
    const words = ['--size', '16x16', '--loop', 'off', '--matte', 'off', '--fps', '6'];
    const frames = await celkiln(folder, 'pixelate', 'clip.mp4', ...words, '--out', 'out/{frame000}.png');
    expect([frames.code, frames.stdout]).toEqual([0, '']);
    expect(frames.stderr).toMatch(/pixelating/);
    expect(await readdir(join(folder, 'out'))).toEqual([
      '000.png',
      '001.png',
      '002.png',
      '003.png',
      '004.png',
      '005.png',
    ]);
    const sheet = await celkiln(folder, 'pixelate', 'clip.mp4', ...words, '--out', 's.png', '--data', '');
    expect(JSON.parse(sheet.stdout).meta.image).toBe('s.png');
    expect(sheet.code).toBe(0);
    // It has the clip's palette: its kind of colours, at its place in every PNG, is that of entries.
    expect((await readFile(join(folder, 's.png')))[25]).toBe(3);
  });
});

test('a sprite holds layer, tag and where it is from; the report says what was found and chosen', async () => {
  await withSprites({ 'two.hex': 'ff0000\n101010\n' }, async (folder) => {
    const moving = "color=0x00b000:s=160x120:r=12:d=2[g];color=red:s=40x40:r=12:d=2[b];[g][b]overlay=x='20+40*t':y=50";
    execFileSync(FFMPEG, ['-v', 'error', '-filter_complex', moving, '-pix_fmt', 'yuv420p', 'box.mp4'], { cwd: folder });
    const words = [
      '--size',
      '24x16',
      '--palette',
      'two.hex',
      '--loop',
      'off',
      '--range',
      '0.5-1.5',
      '--keep-duplicates',
    ];
    const places = ['--out', 'box.aseprite', '--report', 'box.json'];
    expect(await celkiln(folder, 'pixelate', 'box.mp4', ...words, ...places)).toMatchObject({ code: 0, stdout: '' });

    const sprite = decodeAseprite(await readFile(join(folder, 'box.aseprite')), nodeZlib);
    expect([sprite.width, sprite.height, sprite.frames.length]).toEqual([24, 16, 12]);
    expect(sprite.layers.map(({ name }) => name)).toEqual(['box']);
    expect(sprite.tags.map(({ name }) => name)).toEqual(['box']);
    expect(new Set(compositeFrame(sprite, 3))).toEqual(new Set([0, 0xff0000ff]));

    const report = JSON.parse(await readFile(join(folder, 'box.json'), 'utf8'));
    const hash = createHash('sha256')
      .update(await readFile(join(folder, 'box.mp4')))
      .digest('hex');
    const chosen = { loop: { kind: 'off' }, range: { from: 0.5, to: 1.5 }, dropDuplicates: false };
    expect(report).toMatchObject({
      maker: { kind: 'video', file: 'box.mp4' },
      source: { name: 'box.mp4', hash, codec: 'h264', width: 160, height: 120, fps: 12, seconds: 2 },
      settings: { ...DEFAULT_CLIP, width: 24, height: 16, palette: [0xff0000ff, 0xff101010], ...chosen },
      clip: { width: 24, height: 16, colors: ['#ff0000', '#101010'] },
      report: { frameTotal: 12, frames: Array.from({ length: 12 }, (_, number) => ({ number })) },
    });
    expect(report.clip.durations).toHaveLength(12);
    // The window opens its studio on the copy by this hash.
    expect(await readdir(join(folder, 'data of the application/videos'))).toEqual([`${hash}.mp4`]);

    await celkiln(folder, 'pixelate', 'box.mp4', ...words, '--out', 'again.aseprite', '--report', 'again.json');
    const again = decodeAseprite(await readFile(join(folder, 'again.aseprite')), nodeZlib);
    expect(framesOf(again, 0, 11)).toEqual(framesOf(sprite, 0, 11));
  });
});

test('what may be wrong is said with a remedy, and the frames are there', async () => {
  await withSprites({}, async (folder) => {
    video(folder, 'busy.mp4', 'testsrc2=s=96x96:r=12:d=1');
    const { code, stderr } = await celkiln(folder, 'pixelate', 'busy.mp4', '--size', '16x16', '--out', 'busy.gif');
    expect(code).toBe(0);
    expect(stderr).toMatch(/celkiln: no plain background was found and nothing was removed\. .*--key/);
    expect(await readdir(folder)).toContain('busy.gif');
    const refused = await celkiln(folder, 'pixelate', 'busy.mp4', '--palette', 'none.gpl', '--out', 'x.gif');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('none.gpl: there is no such file')]);
  });
});

function video(folder: string, name: string, source: string): void {
  const words = ['-v', 'error', '-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', name];
  execFileSync(FFMPEG, words, { cwd: folder });
}

test('what is no video is refused in one line behind the progress, and no file is left', async () => {
  const list = '#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n';
  await withSprites({ 'text.mp4': 'hello', 'list.mp4': list, 'empty.mp4': '' }, async (folder) => {
    video(folder, 'whole.mp4', 'testsrc2=s=96x96:r=12:d=1');
    await writeFile(join(folder, 'cut.mp4'), (await readFile(join(folder, 'whole.mp4'))).subarray(0, 3000));
    execFileSync(FFMPEG, ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=1', 'sound.mp4'], { cwd: folder });
    for (const name of ['text', 'list', 'empty', 'cut', 'sound', 'none']) {
      const { code, stdout, stderr } = await celkiln(folder, 'pixelate', `${name}.mp4`, '--out', 'x.png');
      expect([name, code, stdout]).toEqual([name, 1, '']);
      expect(stderr).toMatch(new RegExp(`^(decoding\n)?celkiln: ${name}\\.mp4: [^\n]+\n$`));
      expect(await readdir(folder)).not.toContain('x.png');
    }
  });
});

test.each(['decoding', 'pixelating'])(
  'a signal while it is %s ends it and ffmpeg, and no file is left',
  async (stage) => {
    await withSprites({}, async (folder) => {
      video(folder, 'long.mp4', 'testsrc2=s=320x180:r=12:d=30');
      const words = [PROGRAM, 'pixelate', 'long.mp4', '--size', '192x108', '--loop', 'off', '--out', 'long.gif'];
      const child = spawn(process.execPath, words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
      const ended = once(child, 'exit');
      await said(child.stderr, stage);
      const decoders = childrenOf(child.pid);
      child.kill('SIGINT');
      expect(await ended).toEqual([null, 'SIGINT']);
      while (decoders.some(isRunning)) await sleep(5);
      expect(await readdir(folder)).toEqual(['long.mp4']);
    });
  },
);

function said(stream: Readable, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('end', () => reject(new Error(`Said but this: ${text}`)));
    stream.on('data', (part) => {
      text += String(part);
      if (text.includes(words)) resolve();
    });
  });
}

/** Ids of the programs that another one has started and that still run. */
function childrenOf(parent: number | undefined): readonly number[] {
  return running().flatMap((program) => (program.parent === parent ? [program.id] : []));
}

function isRunning(id: number): boolean {
  return running().some((program) => program.id === id);
}

/** All programs but those that have ended and are only not taken note of. */
function running(): readonly { readonly id: number; readonly parent: number }[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  return rows.flatMap(([id, parent, state = 'Z']) =>
    state.startsWith('Z') ? [] : [{ id: Number(id), parent: Number(parent) }],
  );
}

test('a prompt is not sent on its way when the result could not be kept', async () => {
  await withSprites({ 'file.txt': '' }, async (folder) => {
    const { code, stderr } = await celkiln(folder, 'generate', 'a cat', '--out', 'file.txt/cat.gif');
    expect(code).toBe(1);
    expect(stderr).toBe(
      `celkiln: file.txt/cat.gif cannot be written: ${folder}/file.txt is not a folder. Choose another place.\n`,
    );
  });
});
