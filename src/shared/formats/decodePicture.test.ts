import { expect, test } from 'vitest';
import { nodeZlib } from '../../main/files/nodeZlib.ts';
import { gray, rgba } from '../sprite/color.ts';
import type { Animation } from './animation.ts';
import { ByteWriter } from './byteWriter.ts';
import { colorsOfPicture, decodePicture, pictureOfAnimation, pictureOfSequence } from './decodePicture.ts';
import { encodeGif } from './gif/encodeGif.ts';
import { encodeApng } from './png/encodeApng.ts';
import { encodePng } from './png/encodePng.ts';
import { handmadePng } from './png/handmadePng.ts';
import { PNG_COLOR } from './png/pngHeader.ts';

const [RED, BLUE] = [rgba(255, 0, 0), rgba(0, 0, 255)];
const MOVING: Animation = {
  width: 2,
  height: 1,
  loop: 0,
  frames: [
    { pixels: Uint32Array.of(RED, BLUE), duration: 50 },
    { pixels: Uint32Array.of(BLUE, RED), duration: 70 },
  ],
};
const TWICE_RED = [RED, BLUE, RED];

function indexed(...entries: number[]): Uint8Array {
  const pixels = Uint8Array.from(entries);
  return encodePng({ width: entries.length, height: 1, colorMode: 'indexed', pixels, palette: TWICE_RED }, nodeZlib);
}

test('a moving picture comes with its frames, whatever its file is called', () => {
  for (const bytes of [encodeGif(MOVING), encodeApng(MOVING, nodeZlib)]) {
    expect(decodePicture(bytes, nodeZlib)).toEqual(pictureOfAnimation(MOVING));
  }
});

test('an indexed picture keeps its entries, those of the same colour too', () => {
  const picture = decodePicture(indexed(2, 1, 0), nodeZlib);
  expect(picture?.palette).toEqual(TWICE_RED);
  expect(picture?.frames).toMatchObject([
    { pixels: Uint32Array.of(RED, BLUE, RED), entries: Uint8Array.of(2, 1, 0), duration: 100 },
  ]);
});

test('other files are left to others; damaged ones are refused', () => {
  for (const bytes of [new Uint8Array(), Uint8Array.of(1, 2, 3), new TextEncoder().encode('RIFF    WEBP')]) {
    expect(decodePicture(bytes, nodeZlib)).toBeUndefined();
  }
  for (const whole of [indexed(0, 1), encodeGif(MOVING), encodeApng(MOVING, nodeZlib)]) {
    expect(() => decodePicture(whole.subarray(0, 30), nodeZlib)).toThrow(
      expect.objectContaining({ name: 'FormatError' }),
    );
  }
});

test('a sequence is as large as its largest picture, and indexed where all have one palette', () => {
  const read = (...entries: number[]) => decodePicture(indexed(...entries), nodeZlib) ?? pictureOfAnimation(MOVING);
  const same = pictureOfSequence([read(0), read(0, 1, 2)]);
  expect([same.width, same.height, same.frames.length, same.palette]).toEqual([3, 1, 2, TWICE_RED]);
  expect(pictureOfSequence([read(0), pictureOfAnimation(MOVING)]).palette).toBeUndefined();
});

test('the colours of a picture are its palette, or else each colour once', () => {
  expect(colorsOfPicture(decodePicture(indexed(1), nodeZlib) ?? pictureOfAnimation(MOVING))).toEqual(TWICE_RED);
  const pixels = Uint32Array.of(BLUE, RED, BLUE);
  const strip = { width: 3, height: 1, loop: 0, frames: [{ pixels, duration: 100 }] };
  expect(colorsOfPicture(pictureOfAnimation(strip))).toEqual([BLUE, RED]);
});

test('pictures of grays say so, animated ones too', () => {
  const still = encodePng(
    { width: 2, height: 1, colorMode: 'grayscale', pixels: Uint16Array.of(gray(9), gray(70, 8)) },
    nodeZlib,
  );
  expect(decodePicture(still, nodeZlib)).toMatchObject({ gray: true });
  const control = new ByteWriter('PNG');
  for (const number of [0, 2, 1, 0, 0]) control.u32BE(number);
  control.bytes(Uint8Array.of(0, 1, 0, 10, 0, 0));
  const before = [
    ['acTL', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0)],
    ['fcTL', control.finish()],
  ] as const;
  const header = { width: 2, height: 1, depth: 8, colorType: PNG_COLOR.gray, interlaced: false };
  const moving = decodePicture(
    handmadePng(header, (x) => x * 90, nodeZlib, { before }),
    nodeZlib,
  );
  expect(moving).toMatchObject({ gray: true, frames: [{ pixels: Uint32Array.of(rgba(0, 0, 0), rgba(90, 90, 90)) }] });
  expect(decodePicture(encodeApng(MOVING, nodeZlib), nodeZlib)).not.toHaveProperty('gray');
});
