import { expect, test } from 'vitest';
import { PRESET_CHANGES } from '../../shared/clip/clipPresets.ts';
import { type ClipSettings, DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { EMPTY_PLAN } from './batch/plan.ts';
import { isCommandLine, readCommandLine } from './commandLine.ts';

function plan(line: string) {
  const order = readCommandLine(line.split(' '));
  if (order.command !== 'batch') throw new Error(`not a batch: ${order.command}`);
  return order.plan;
}

const refusal = (line: string) => {
  try {
    return readCommandLine(line.split(' ')).command;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

test('files and options become steps in their order', () => {
  const { steps } = plan('-b a.ase --scale 2 --save-as a2.png b.ase --palette p.gpl --shrink-to 8,6 --save-as b.gif');
  expect(steps.map((step) => ('file' in step ? `${step.do} ${step.file}` : step.do))).toEqual([
    'open a.ase',
    'scale',
    'save a2.png',
    'open b.ase',
    'palette p.gpl',
    'shrink',
    'save b.gif',
  ]);
  expect(steps[1]).toEqual({ do: 'scale', factor: 2 });
  expect(steps[5]).toEqual({ do: 'shrink', width: 8, height: 6 });
});

test('an option counts for the files and saves behind it', () => {
  const { steps } = plan('-b --layer head a.ase --tag run --save-as x.gif --all-layers --layer body/arm b.ase');
  expect(steps.map((step) => 'settings' in step && [step.settings.layers, step.settings.tag])).toEqual([
    [['head'], null],
    [['head'], 'run'],
    [['head', 'body/arm'], 'run'],
  ]);
  expect(steps.map((step) => 'settings' in step && step.settings.allLayers)).toEqual([false, false, true]);
});

test('options of the sheet count wherever they stand', () => {
  const before = plan(
    '-b --sheet s.png --data d.json --format json-array --trim --sheet-pack a.ase --border-padding 2',
  );
  const behind = plan(
    '-b a.ase --border-padding 2 --sheet-type packed --trim --format json-array --data d.json --sheet s.png',
  );
  expect(before.sheet).toEqual(behind.sheet);
  expect(before.sheet).toMatchObject({
    image: 's.png',
    data: 'd.json',
    format: 'array',
    layout: 'packed',
    trim: 'frame',
  });
});

test('words are spelled as Aseprite reads them', () => {
  const usual = plan('--batch --sheet-columns 3 --frame-tag run a.ase').steps;
  expect(plan('-batch -sheet-columns=3 -tag=run a.ase').steps).toEqual(usual);
  expect(plan('-bvp --import-layer head a.ase')).toMatchObject({ preview: true, verbosity: 1 });
  expect(plan('-b --crop -1,-2,8,9 a.ase').sheet.crop).toEqual({ x: -1, y: -2, width: 8, height: 9 });
  expect(plan('-b -- --odd.ase').steps[0]).toMatchObject({ do: 'open', file: '--odd.ase' });
  expect(readCommandLine(['-b', 'a.ase', '--data', '']).command).toBe('batch');
  expect(readCommandLine(['-b', '--data=', 'a.ase'])).toMatchObject({ plan: { sheet: { data: '' } } });
});

test('an empty name of a tag, a slice or a format is none, as a script with an empty variable has it', () => {
  const empty = plan(['-b', '--tag=', '--slice=', '--filename-format=', '--tagname-format=', 'a.ase'].join(' '));
  expect(empty).toEqual(plan('-b a.ase'));
});

test('trimming frames wins over trimming the sprite, in either order', () => {
  expect(plan('-b --trim --trim-sprite a.ase').sheet.trim).toBe('frame');
  expect(plan('-b --trim-sprite --trim a.ase').sheet.trim).toBe('frame');
  expect(plan('-b --trim-sprite a.ase').sheet.trim).toBe('sprite');
  expect(plan('-b --trim-by-grid a.ase').sheet).toMatchObject({ trim: 'frame', trimByGrid: true });
});

test('dithering counts for the --color-mode behind it', () => {
  const { steps } = plan('-b a.ase --dithering-algorithm ordered --dithering-matrix bayer4x4 --color-mode indexed');
  const dithering = { algorithm: 'ordered', matrix: 'bayer4x4' };
  expect(steps[1]).toEqual({ do: 'colorMode', mode: 'indexed', dithering });
  expect(plan('-b a.ase --color-mode rgb').steps[1]).toMatchObject({ mode: 'rgba', dithering: EMPTY_PLAN.dithering });
});

test.each([
  ['-b --foo', 'There is no option --foo.'],
  ['-b -z', 'There is no option -z.'],
  ['-b --save-as x.png', '--save-as works on the sprite before it: name one before --save-as.'],
  ['-b --palette x.gpl a.ase', '--palette works on the sprite before it: name one before --palette.'],
  ['-b a.ase --scale 0', '--scale takes a number above 0, up to 1000: 0'],
  ['-b a.ase --scale 2x', '--scale takes a number above 0, up to 1000: 2x'],
  ['-b --sheet-width -1', '--sheet-width takes a whole number from 0 to 8192: -1'],
  ['-b --border-padding 1e3', '--border-padding takes a whole number from 0 to 1024: 1e3'],
  ['-b --crop 1,2,3', '--crop takes x,y,width,height in whole numbers: 1,2,3'],
  ['-b --crop 1,2,0,4', '--crop takes a width and a height from 1 to 8192: 1,2,0,4'],
  ['-b --frame-range 3,1', '--frame-range takes two frame numbers from 0, the first not behind the second: 3,1'],
  ['-b --color-mode cmyk', '--color-mode takes one of rgb, grayscale, indexed: cmyk'],
  ['-b --format xml', '--format takes one of json-hash, json-array: xml'],
  ['-b --trim=yes', '--trim takes no value.'],
  ['-b --sheet', '--sheet needs <file> behind it.'],
])('%s is refused in words', (line, message) => {
  expect(refusal(line)).toBe(message);
});

test('import-video is another name of pixelate', () => {
  const words = 'clip.mp4 --out f{frame000}.png'.split(' ');
  expect(readCommandLine(['import-video', ...words])).toEqual(readCommandLine(['pixelate', ...words]));
  expect(isCommandLine(['import-video', ...words])).toBe(true);
});

test('generate and pixelate take their options in any order', () => {
  expect(readCommandLine(['generate', 'a cat', '--out', 'cat.aseprite'])).toEqual({
    command: 'generate',
    prompt: 'a cat',
    settings: DEFAULT_CLIP,
    palette: null,
    output: { out: 'cat.aseprite', data: null, report: null },
  });
  expect(
    readCommandLine('--size 32x48 pixelate clip.mp4 --loop off --matte off --out f{frame000}.png'.split(' ')),
  ).toMatchObject({
    command: 'pixelate',
    file: 'clip.mp4',
    settings: { width: 32, height: 48, loop: { kind: 'off' }, background: { kind: 'keep' } },
    output: { out: 'f{frame000}.png' },
  });
});

/** One line for each setting, with a value that it does not have by default. */
const FLAGS: { readonly [Name in keyof ClipSettings]: readonly [words: string, value: ClipSettings[Name]] } = {
  width: ['--size 48x32', 48],
  height: ['--size 48x32', 32],
  fps: ['--fps 24', 24],
  range: ['--range 1.0-2.5', { from: 1, to: 2.5 }],
  crop: ['--crop -8,16,320,240', { x: -8, y: 16, width: 320, height: 240 }],
  grid: ['--grid 10.4', { kind: 'cell', cell: 10.4 }],
  quality: ['--quality 8', 8],
  background: ['--key #00ff00', { kind: 'key', color: 0xff00ff00 }],
  matteSure: ['--matte-sure .03', 0.03],
  matteSoft: ['--matte-soft 0.2', 0.2],
  removeShadow: ['--keep-shadow', false],
  removeHoles: ['--keep-holes', false],
  coverage: ['--coverage 0.7', 0.7],
  sampler: ['--sampler dpid', 'dpid'],
  detail: ['--detail 1', 1],
  outline: ['--outline 0.1', 0.1],
  palette: ['', null],
  colorCount: ['--colors 16', 16],
  merge: ['--merge 0', 0],
  rarity: ['--rarity 0.3', 0.3],
  dither: ['--dither bayer4', 'bayer4'],
  steadiness: ['--steadiness 0.05', 0.05],
  stick: ['--stick 0', 0],
  mergeOrphans: ['--keep-orphans', false],
  loop: ['--loop 4,12', { kind: 'span', start: 4, length: 12 }],
  dropDuplicates: ['--keep-duplicates', false],
  frameCount: ['--frame-count 8', 8],
  align: ['--align ground', 'ground'],
  frames: ['--frames 0-2,7,5-4', [0, 1, 2, 7, 5, 4]],
};

test.each(Object.entries(FLAGS))('%s has an option', (name, [words, value]) => {
  const order = readCommandLine(`pixelate a.mp4 --out a.gif ${words}`.trim().split(' '));
  expect(order).toMatchObject({ settings: { [name]: value } });
});

test('a palette is a file to be read later', () => {
  const words = 'pixelate a.mp4 --palette my.gpl --report r.json --out a.gif'.split(' ');
  expect(readCommandLine(words)).toMatchObject({ palette: 'my.gpl', output: { report: 'r.json' } });
});

test('options behind a preset change it, those before it are changed by it', () => {
  const settingsOf = (line: string) => {
    const order = readCommandLine(line.split(' '));
    return 'settings' in order ? order.settings : undefined;
  };
  const expected = { ...DEFAULT_CLIP, ...PRESET_CHANGES.photo };
  expect(settingsOf('pixelate a.mp4 --colors 8 --preset photo --out a.gif')).toEqual(expected);
  expect(settingsOf('pixelate a.mp4 --preset photo --colors 8 --out a.gif')).toEqual({ ...expected, colorCount: 8 });
});

test.each([
  ['generate cat', 'Say where to write with --out <file>.'],
  ['generate --out a.png', 'Say what to generate, in quotes.'],
  ['pixelate --out a.png', 'Name the video.'],
  ['generate a cat --out a.png', '"cat" is one word too many. Put a prompt in quotes.'],
  ['generate cat --out a.bmp', '--out must end in .aseprite, .gif, .webp, .apng or .png: a.bmp'],
  [
    'generate cat --out a.gif --data a.json',
    '--data goes with a sheet: an --out that ends in .png and counts no frames.',
  ],
  [
    'generate cat --out a{frame}.png --data a.json',
    '--data goes with a sheet: an --out that ends in .png and counts no frames.',
  ],
  ['generate cat --out a.png --data ./a.png', '--out, --data and --report need a file each.'],
  ['generate cat --out a.gif --report b/../a.gif', '--out, --data and --report need a file each.'],
  ['generate cat --out a.png --size 32', '--size is written like 64x64: 32'],
  ['generate cat --out a.png --fps 0', '--fps takes a whole number from 1 to 60: 0'],
  ['generate cat --out a.png --sheet b.png', 'There is no option --sheet.'],
  ['pixelate a.mp4 --out a.png --colors 300', '--colors takes a whole number from 2 to 256: 300'],
  ['pixelate a.mp4 --out a.png --steadiness 1', '--steadiness takes a number from 0 to 0.08: 1'],
  ['pixelate a.mp4 --out a.png --crop 1,2', '--crop takes x,y,width,height in whole numbers: 1,2'],
  ['pixelate a.mp4 --out a.png --grid 1', '--grid takes a number from 2 to 128: 1'],
  ['pixelate a.mp4 --out a.png --key green', '--key takes a colour such as #00ff00: green'],
  ['pixelate a.mp4 --out a.png --range 2-1', '--range takes two times in seconds, such as 1.0-2.5: 2-1'],
  ['pixelate a.mp4 --out a.png --loop 3', '--loop takes auto, off, once, or start,length in frames: 3'],
  [
    'pixelate a.mp4 --out a.png --frames 0-9999',
    '--frames takes up to 2000 numbers and spans of them, such as 0-5,8,7: 0-9999',
  ],
  ['pixelate a.mp4 --out a.png --quality 5', '--quality takes one of 4, 6, 8: 5'],
  ['pixelate a.mp4 --out a.png --matte-sure 0.1', '--matte-soft cannot be less than --matte-sure.'],
  ['paint cat', 'There is no command "paint". Commands are generate and pixelate; -b works on files.'],
])('%s is refused in words', (line, message) => {
  expect(refusal(line)).toBe(message);
});

test.each([
  ['--help', 'help'],
  ['help', 'help'],
  ['-?', 'help'],
  ['-b --scale 2 --help', 'help'],
  ['generate --help', 'help'],
  ['--version', 'version'],
  ['-b --version', 'version'],
])('%s asks for %s', (line, command) => {
  expect(refusal(line)).toBe(command);
});

test('no words at all ask for help', () => {
  expect(readCommandLine([])).toEqual({ command: 'help' });
});

test.each([
  [['-b', 'a.ase'], true],
  [['a.ase', '-bv', '--save-as', 'a.png'], true],
  [['--version'], true],
  [['pixelate', 'a.mp4', '--out', 'cat.gif'], true],
  [['a.ase', 'b.png'], false],
  [['--lang=en-US', '--remote-debugging-port=0', 'a.ase'], false],
  [[], false],
])('%s is for the command line: %s', (words, expected) => {
  expect(isCommandLine(words)).toBe(expected);
});
