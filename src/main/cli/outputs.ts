import { basename } from 'node:path';
import { animationOf } from '../../shared/formats/animation.ts';
import { encodeAseprite } from '../../shared/formats/aseprite/encodeAseprite.ts';
import { encodeGif } from '../../shared/formats/gif/encodeGif.ts';
import { layOutSheet } from '../../shared/formats/sheet/layOutSheet.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import { encodePng } from '../files/images.ts';
import { nodeZlib } from '../files/nodeZlib.ts';
import { replaceFile } from '../files/replaceFile.ts';
import type { Output } from './commandLine.ts';

/** Writes a sprite as the ending of the name says. Everything is encoded first, so that a failure leaves no file. */
export async function writeOutput(sprite: Sprite, { out, data }: Output, version: string): Promise<void> {
  for (const { path, bytes } of await encode(sprite, out, data, version)) await replaceFile(path, bytes);
}

interface Encoded {
  readonly path: string;
  readonly bytes: Uint8Array;
}

async function encode(sprite: Sprite, out: string, data: string | null, version: string): Promise<readonly Encoded[]> {
  const ending = /\.(\w+)$/.exec(out)?.[1]?.toLowerCase();
  if (ending === 'gif') return [{ path: out, bytes: encodeGif(animationOf(sprite)) }];
  if (ending !== 'png') return [{ path: out, bytes: encodeAseprite(sprite, nodeZlib) }];
  const sheet = layOutSheet(sprite, basename(out), version);
  const image = { path: out, bytes: await encodePng(sheet) };
  return data === null ? [image] : [image, { path: data, bytes: new TextEncoder().encode(sheet.json) }];
}
