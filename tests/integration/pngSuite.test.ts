import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { PNG_SUITE_REMEDY, pngSuite } from '../../scripts/pngSuite.ts';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { rgbaOf } from '../../src/shared/formats/fileImage.ts';
import { FormatError } from '../../src/shared/formats/formatError.ts';
import { decodePng } from '../../src/shared/formats/png/decodePng.ts';
import { encodePng } from '../../src/shared/formats/png/encodePng.ts';
import { CONVERT } from './otherPrograms.ts';

/** PngSuite: every colour type, depth, interlacing, filter, size and chunk, and files that are damaged on purpose. */

const FILES = new Map(pngSuite().map((file) => [basename(file, '.png'), file]));
/** Their names begin with an x. */
const SOUND = [...FILES.keys()].filter((name) => !name.startsWith('x'));
const DAMAGED = [...FILES.keys()].filter((name) => name.startsWith('x'));

/** What each damaged file is refused for. */
const REFUSALS: Readonly<Record<string, string>> = {
  xs1n0g01: 'PNG, byte 0: the signature is missing',
  xs2n0g01: 'PNG, byte 1: the signature is missing',
  xs4n0g01: 'PNG, byte 3: the signature is missing',
  xs7n0g01: 'PNG, byte 6: the signature is missing',
  xcrn0g04: 'PNG, byte 5: line ends were changed on the way',
  xlfn0g04: 'PNG, byte 4: line ends were changed on the way',
  xhdn0g08: 'PNG, byte 33: the checksum of chunk IHDR is wrong',
  xcsn0g01: 'PNG, byte 152: the checksum of chunk IDAT is wrong',
  xdtn0g01: 'PNG, byte 57: there are no pixels',
  xc1n0g08: 'PNG, byte 26: colour type 1 with 8 bits',
  xc9n2c08: 'PNG, byte 26: colour type 9 with 8 bits',
  xd0n2c08: 'PNG, byte 26: colour type 2 with 0 bits',
  xd3n2c08: 'PNG, byte 26: colour type 2 with 3 bits',
  xd9n2c08: 'PNG, byte 26: colour type 2 with 99 bits',
};

function read(name: string): Buffer {
  return readFileSync(FILES.get(name) ?? name);
}

/** The file without its chunks of these types. */
function without(bytes: Buffer, ...types: readonly string[]): Buffer {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8, end = at; at < bytes.length; at = end) {
    end = at + 12 + bytes.readUInt32BE(at);
    if (!types.includes(bytes.toString('latin1', at + 4, at + 8))) kept.push(bytes.subarray(at, end));
  }
  return Buffer.concat(kept);
}

function imageMagick(png: Uint8Array, ...words: readonly string[]): Uint8Array<ArrayBuffer> {
  const [program = '', ...first] = CONVERT;
  return new Uint8Array(execFileSync(program, [...first, 'png:-', ...words], { input: png }));
}

/** RGBA as ImageMagick reads it: gamma left out and 16 bits brought to the nearest 8, as docs/formats.md says. */
function looks(png: Buffer): Uint8Array {
  const samples = imageMagick(without(png, 'gAMA'), '-depth', '16', '-endian', 'LSB', 'rgba:-');
  return Uint8Array.from(new Uint16Array(samples.buffer), (sample) => Math.round((sample * 255) / 65_535));
}

test('the suite is there', () => {
  if (FILES.size === 0) expect.fail(PNG_SUITE_REMEDY);
  expect(SOUND.length).toBeGreaterThanOrEqual(160);
  expect(DAMAGED.toSorted()).toEqual(Object.keys(REFUSALS).toSorted());
});

test.each(SOUND)('%s is read as ImageMagick reads it, and comes back from a file of ours', (name) => {
  const png = read(name);
  const image = decodePng(png, nodeZlib);
  const wanted = looks(png);
  expect(new Uint8Array(rgbaOf(image).buffer)).toEqual(wanted);
  const again = encodePng(image, nodeZlib);
  expect(decodePng(again, nodeZlib)).toEqual(image);
  expect(looks(Buffer.from(again))).toEqual(wanted);
});

test.each(SOUND.filter((name) => /^...[in]3/.test(name)))('%s keeps its palette and its entries', (name) => {
  const png = read(name);
  const { colorMode, palette = [], pixels } = decodePng(png, nodeZlib);
  expect(colorMode).toBe('indexed');
  // The colour table, then an entry for each pixel. A file with alphas would lose its table on this way.
  const table = imageMagick(without(png, 'gAMA', 'tRNS'), '-depth', '8', 'map:-');
  const colors = palette.flatMap((color) => [color & 255, (color >>> 8) & 255, (color >>> 16) & 255]);
  expect([...table]).toEqual([...colors, ...pixels]);
});

test.each(DAMAGED)('%s is refused, with place and reason', (name) => {
  expect(() => decodePng(read(name), nodeZlib)).toThrow(FormatError);
  expect(() => decodePng(read(name), nodeZlib)).toThrow(REFUSALS[name]);
});
