import { JOB_LIMITS } from '../../../../supabase/functions/_shared/job.ts';
import { rgbaOf } from '../../../shared/formats/fileImage.ts';
import { FormatError } from '../../../shared/formats/formatError.ts';
import { decodePng } from '../../../shared/formats/png/decodePng.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';
import type { Cells } from '../demo/picture/cells.ts';
import type { KeyPictures } from '../demo/picture/pictureScene.ts';
import { isObject, type JsonObject } from '../json.ts';
import { providerError } from './generationRequest.ts';
import type { Keyframes } from './generations.ts';

/** How a picture is sent; Luma itself takes only addresses, and this generator fetches from none. */
const DATA_URL = 'data:image/png;base64,';
/** What stands in every answer in the place of a picture: an empty data URL. */
const LEFT_OUT = 'data:,';
/** Of a picture in pixels: the largest sprite that a video can begin with. */
const MOST_SIDE = 2048;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * The pictures that a request for a video brings along, PNG in base64. They are looked at here, so that one which cannot
 * be used is refused before anything is started.
 *
 * @throws WireError 400
 */
export function parseKeyframes(body: JsonObject): Keyframes {
  const { keyframes } = body;
  if (keyframes === undefined || keyframes === null) return { frame0: null, frame1: null };
  if (!isObject(keyframes)) throw providerError(400, 'keyframes must be an object');
  const found = { frame0: dataOf(keyframes, 'frame0'), frame1: dataOf(keyframes, 'frame1') };
  const { start, end } = readKeyframes(found);
  if (start && end && (start.width !== end.width || start.height !== end.height)) {
    throw providerError(400, 'keyframes.frame0 and keyframes.frame1 must have the same size');
  }
  return found;
}

/** The pictures themselves. @throws WireError 400 */
export function readKeyframes({ frame0, frame1 }: Keyframes): KeyPictures {
  const start = frame0 === null ? undefined : pictureOf(frame0, 'frame0');
  return { start, end: frame1 === null ? undefined : frame1 === frame0 ? start : pictureOf(frame1, 'frame1') };
}

/** The request without its pictures, as every answer repeats it. */
export function withoutPictures(echo: JsonObject): JsonObject {
  if (!isObject(echo.keyframes)) return echo;
  const named = Object.entries(echo.keyframes).map(([name, frame]) => [
    name,
    isObject(frame) ? { ...frame, url: LEFT_OUT } : frame,
  ]);
  return { ...echo, keyframes: Object.fromEntries(named) };
}

function dataOf(keyframes: JsonObject, name: 'frame0' | 'frame1'): string | null {
  const frame = keyframes[name];
  if (frame === undefined || frame === null) return null;
  if (!isObject(frame) || frame.type !== 'image') throw refused(name, 'must be of the type image');
  const { url } = frame;
  if (typeof url !== 'string' || !url.startsWith(DATA_URL)) throw refused(name, `must begin with ${DATA_URL}`);
  const data = url.slice(DATA_URL.length);
  if (data.length > JOB_LIMITS.frameLength) throw refused(name, 'is too large');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(data)) throw refused(name, 'is not base64');
  return data;
}

function pictureOf(base64: string, name: string): Cells {
  const bytes = Buffer.from(base64, 'base64');
  // The size stands in the first chunk, before anything is unpacked (RFC 2083, 11.2.1).
  if (bytes.length < 24 || !SIGNATURE.every((byte, i) => bytes[i] === byte)) throw refused(name, 'is not a PNG');
  if (Math.max(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) > MOST_SIDE) {
    throw refused(name, `has more than ${MOST_SIDE} pixels a side`);
  }
  try {
    const image = decodePng(bytes, nodeZlib);
    return { width: image.width, height: image.height, pixels: rgbaOf(image) };
  } catch (error) {
    if (error instanceof FormatError) throw refused(name, 'is a damaged PNG');
    throw error;
  }
}

function refused(name: string, problem: string) {
  return providerError(400, `keyframes.${name} ${problem}`);
}
