import { ByteReader } from '../byteReader.ts';
import { FormatError } from '../formatError.ts';
import { expectBoxes, type IsoBox, isoBoxes, onlyBox } from './isoBoxes.ts';
import { pictureTrack } from './pictureTrack.ts';
import { expectUpright } from './trackMatrix.ts';

/** What the header of an MP4 or MOV file says of its pictures. */
export interface MovieHeader {
  readonly codec: 'h264';
  /** As shown: upright, with square pixels. */
  readonly width: number;
  readonly height: number;
  /** To a hundredth, as ffmpeg tells it. */
  readonly fps: number;
  readonly seconds: number;
  /** Matrix coefficients by ffmpeg's name, such as bt709; undefined where the file does not say. */
  readonly matrix: string | undefined;
}

const MOST_TRACKS = 8;
const LARGEST_SIDE = 16384;
const MOST_FPS = 240;

/** Matrix coefficients of ISO/IEC 23091-2 by ffmpeg's names. */
const MATRICES: Readonly<Record<number, string>> = {
  1: 'bt709',
  4: 'fcc',
  5: 'bt470bg',
  6: 'smpte170m',
  7: 'smpte240m',
  9: 'bt2020nc',
  10: 'bt2020c',
};

/**
 * Reads the body of a moov box (ISO/IEC 14496-12, 8.2.1) where all in it is usual: one track of H.264 that is shown whole
 * and evenly, beside sound. It never throws: of damaged and of any unusual files it knows nothing, and ffmpeg must be asked.
 */
export function readMovieHeader(moov: Uint8Array): MovieHeader | undefined {
  try {
    return read(new ByteReader('movie', moov));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function read(moov: ByteReader): MovieHeader {
  const boxes = isoBoxes(moov);
  expectBoxes(boxes, ['mvhd', 'trak', 'udta', 'iods', 'free', 'skip'], moov);
  if (boxes.some(hasCover)) throw moov.error('unsupported', 'a cover picture');
  const { timescale, seconds } = movieLength(onlyBox(boxes, 'mvhd', moov));
  const tracks = boxes.filter(({ type }) => type === 'trak');
  if (tracks.length > MOST_TRACKS) throw moov.error('too_large', `${tracks.length} tracks`);
  const [track, other] = tracks.flatMap(({ body }) => pictureTrack(body, timescale) ?? []);
  if (!track || other) throw moov.error('unsupported', 'not just one track of pictures');
  return facts({ ...track, seconds }, moov);
}

function facts(track: ReturnType<typeof pictureTrack> & object, moov: ByteReader): MovieHeader {
  const { width, height, seconds } = track;
  const fps = Math.round(track.fps * 100) / 100;
  const matrix = track.matrix === undefined ? undefined : MATRICES[track.matrix];
  const isSound = Math.min(width, height) > 0 && Math.max(width, height) <= LARGEST_SIDE && fps >= 1 && fps <= MOST_FPS;
  if (!isSound || (track.matrix !== undefined && matrix === undefined)) {
    throw moov.error('unsupported', 'unusual pictures');
  }
  return { codec: 'h264', width, height, fps, seconds, matrix };
}

/** Of all tracks together, rounded as ffmpeg tells it. */
function movieLength(mvhd: ByteReader): { readonly timescale: number; readonly seconds: number } {
  const version = mvhd.u8();
  mvhd.skip(version === 0 ? 11 : 19);
  const timescale = mvhd.u32BE();
  const duration = version === 0 ? mvhd.u32BE() : 2 ** 32 * mvhd.u32BE() + mvhd.u32BE();
  const isKnown = timescale > 0 && duration > 0 && duration < 2 ** 32 - 1;
  if (!isKnown) throw mvhd.error('unsupported', 'no length');
  mvhd.skip(16);
  expectUpright(mvhd);
  const microseconds = Math.round((1e6 * duration) / timescale);
  return { timescale, seconds: Math.floor((microseconds + 5000) / 10_000) / 100 };
}

/** Whether a user's data hold a picture, which ffmpeg would count among the tracks. */
function hasCover({ type, body }: IsoBox): boolean {
  if (type !== 'udta') return false;
  const bytes = body.copy().bytes(body.remaining);
  return bytes.some((byte, i) => byte === 0x63 && String.fromCharCode(...bytes.subarray(i, i + 4)) === 'covr');
}
