import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { rgba } from '../../sprite/color.ts';
import { compositeFrame } from '../../sprite/composite.ts';
import { toPicture } from '../../sprite/picture.ts';
import type { Sprite } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';
import { encodePng } from '../png/encodePng.ts';
import { encodeUtf8 } from '../utf8.ts';
import { decodeBase64 } from './base64.ts';
import { decodePiskel } from './decodePiskel.ts';

const _seed = 20261122;
const LEGEND = { r: rgba(255, 0, 0), g: rgba(0, 255, 0), h: rgba(0, 255, 0, 128) };
const open = (file: unknown) => decodePiskel(encodeUtf8(JSON.stringify(file)), nodeZlib);
const shown = (sprite: Sprite) =>
  sprite.frames.map((_, i) => toPicture(compositeFrame(sprite, i), sprite.width, LEGEND));

/** Rows of characters as the data URL of a PNG. */
function url(...rows: readonly string[]): string {
  const pixels = Uint32Array.from(
    rows.join(''),
    (name) => Object.entries(LEGEND).find(([key]) => key === name)?.[1] ?? 0,
  );
  const image = { width: rows[0]?.length ?? 0, height: rows.length, colorMode: 'rgba', pixels } as const;
  return `data:image/png;base64,${Buffer.from(encodePng(image, nodeZlib)).toString('base64')}`;
}

const present = {
  modelVersion: 2,
  piskel: {
    name: 'Cat',
    description: 'walks',
    fps: 8,
    width: 2,
    height: 1,
    hiddenFrames: [1],
    layers: [
      JSON.stringify({ name: 'below', opacity: 1, frameCount: 3, base64PNG: url('r..rrr') }),
      JSON.stringify({
        name: 'above',
        opacity: 0.5,
        frameCount: 3,
        chunks: [
          { layout: [[0, 1]], base64PNG: url('..', 'g.') },
          { layout: [[2]], base64PNG: url('.g') },
        ],
      }),
    ],
  },
};

test('the present form: layers in chunks or in one row, opacity, speed and description', () => {
  const sprite = open(present);
  expect(shown({ ...sprite, layers: sprite.layers.slice(0, 1) })).toEqual(['r.', '.r', 'rr']);
  expect(sprite.layers.map(({ name, opacity }) => [name, opacity])).toEqual([
    ['below', 255],
    ['above', 128],
  ]);
  expect(shown({ ...sprite, layers: sprite.layers.slice(1) })).toEqual(['..', 'h.', '.h']);
  expect(sprite.frames.map(({ duration }) => duration)).toEqual([125, 125, 125]);
  expect(sprite.userData.text).toBe('walks');
  expect(decodePiskel(encodeUtf8(`\ufeff${JSON.stringify(present)}`), nodeZlib)).toEqual(sprite);
});

test('the form before: frames as columns of colours', () => {
  const frame = (...columns: (readonly (string | number | null)[])[]) => JSON.stringify(columns);
  const frames = [
    frame(['#ff0000', 'TRANSPARENT'], ['rgba(0, 255, 0, 0.5)', 'rgb(0, 255, 0)']),
    frame([null, 0], [0xff0000ff, -16777216 + 255]),
  ];
  const sprite = open({ modelVersion: 1, piskel: { layers: [JSON.stringify({ name: 'only', frames })] } });
  expect(shown(sprite)).toEqual(['rh\n.g', '.r\n.r']);
  expect(sprite.frames.map(({ duration }) => duration)).toEqual([83, 83]);
});

test('the first form: a list of frames', () => {
  expect(
    shown(
      open([
        [['#f00'], ['#0f0']],
        [['transparent'], ['#f00']],
      ]),
    ),
  ).toEqual(['rg', '.r']);
});

test('what is no Piskel file, or not a whole one, is refused', () => {
  const reason = (file: unknown) => {
    try {
      open(file);
    } catch (error) {
      if (error instanceof FormatError) return `${error.code}: ${error.reason}`;
    }
    return 'accepted';
  };
  const withLayer = (layer: object) =>
    reason({ ...present, piskel: { ...present.piskel, layers: [JSON.stringify(layer)] } });
  expect(() => decodePiskel(Uint8Array.of(1, 2, 3), nodeZlib)).toThrow('the file is no JSON');
  expect(reason({})).toBe('wrong_format: there is no modelVersion');
  expect(reason({ modelVersion: 3 })).toBe('unsupported: form 3; 1 and 2 are known');
  expect(reason([])).toBe('invalid: there are no frames');
  expect(reason([[['#12']]])).toBe('invalid: "#12" is no colour');
  expect(reason([[['#123'], []]])).toBe('invalid: the columns of a frame are not of one length');
  expect(reason({ modelVersion: 2, piskel: { layers: 'many' } })).toBe('invalid: the file.piskel.layers is not a list');
  expect(withLayer({ frameCount: 3, base64PNG: url('rr') })).toBe(
    'invalid: a picture of 2 x 1 cannot hold 3 x 1 frames',
  );
  expect(withLayer({ frameCount: 9999, base64PNG: url('rr') })).toMatch(/is not a number from 1 to 4000$/);
  expect(withLayer({ frameCount: 1, base64PNG: 'data:,' })).toBe('invalid: a picture is no PNG in a data URL');
  expect(withLayer({ frameCount: 1, base64PNG: url('r').replace(/.{9}$/, '') })).toMatch(/^(invalid|truncated)/);
});

test('base64 of every length, and nothing else', () => {
  for (let length = 0; length < 20; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 83) & 255);
    expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
  }
  for (const text of ['a', '!!!!', 'ab=c', 'ab===']) expect(decodeBase64(text)).toBeUndefined();
});
