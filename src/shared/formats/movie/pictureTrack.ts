import type { ByteReader } from '../byteReader.ts';
import { avcParameters } from './avcParameters.ts';
import { boxType, expectBoxes, isoBoxes, onlyBox } from './isoBoxes.ts';
import { isTurned } from './trackMatrix.ts';

/** What a track's boxes say of its pictures. */
export interface PictureTrack {
  /** As shown, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly seconds: number;
  /** ISO/IEC 23091-2; undefined where it is not said. */
  readonly matrix: number | undefined;
}

/**
 * Reads a trak box (ISO/IEC 14496-12, 8.3) of H.264 pictures that each last equally long and are all shown.
 *
 * @param timescale the movie's
 * @returns undefined where it is a track of sound
 * @throws FormatError; also where something is not usual
 */
export function pictureTrack(track: ByteReader, timescale: number): PictureTrack | undefined {
  const boxes = isoBoxes(track);
  const media = isoBoxes(onlyBox(boxes, 'mdia', track));
  const handler = onlyBox(media, 'hdlr', track);
  handler.skip(8);
  const kind = boxType(handler);
  if (kind === 'soun') return undefined;
  if (kind !== 'vide') throw handler.error('unsupported', `a track of ${JSON.stringify(kind)}`);
  expectBoxes(boxes, ['tkhd', 'edts', 'mdia', 'udta', 'free', 'skip'], track);
  const information = isoBoxes(onlyBox(media, 'minf', track));
  expectOwnData(onlyBox(information, 'dinf', track));
  const samples = isoBoxes(onlyBox(information, 'stbl', track));
  const units = unitsASecond(onlyBox(media, 'mdhd', track));
  const { count, duration } = sampleTimes(onlyBox(samples, 'stts', track));
  const seconds = (count * duration) / units;
  if (boxes.some(({ type }) => type === 'edts')) {
    const begin = samples.some(({ type }) => type === 'ctts') ? firstShift(onlyBox(samples, 'ctts', track)) : 0;
    expectWhole(onlyBox(boxes, 'edts', track), { begin, seconds, slack: duration / units, timescale });
  }
  const entry = sampleEntry(onlyBox(samples, 'stsd', track));
  const turned = isTurned(onlyBox(boxes, 'tkhd', track), entry);
  return {
    width: turned ? entry.height : entry.width,
    height: turned ? entry.width : entry.height,
    fps: units / duration,
    seconds,
    matrix: entry.matrix,
  };
}

/** The pictures are in this file. */
function expectOwnData(dinf: ByteReader): void {
  const references = onlyBox(isoBoxes(dinf), 'dref', dinf);
  references.skip(4);
  const count = references.u32BE();
  const [reference] = isoBoxes(references);
  if (count !== 1 || !reference || (reference.body.u32BE() & 1) === 0) {
    throw references.error('unsupported', 'pictures in another file');
  }
}

function unitsASecond(mdhd: ByteReader): number {
  const version = mdhd.u8();
  mdhd.skip(version === 0 ? 11 : 19);
  return mdhd.u32BE();
}

function sampleTimes(stts: ByteReader): { readonly count: number; readonly duration: number } {
  stts.skip(4);
  const entries = stts.u32BE();
  if (entries !== 1) throw stts.error('unsupported', 'pictures that last differently long');
  const [count, duration] = [stts.u32BE(), stts.u32BE()];
  if (count < 2 || duration === 0) throw stts.error('unsupported', `${count} pictures of ${duration} units`);
  return { count, duration };
}

/** By how much the first picture is shown later than it is decoded. */
function firstShift(ctts: ByteReader): number {
  ctts.skip(4);
  if (ctts.u32BE() === 0) throw ctts.error('invalid', 'no shifts');
  ctts.skip(4);
  return ctts.u32BE();
}

/** All pictures are shown from the begin, once and at their own speed. */
function expectWhole(
  edts: ByteReader,
  whole: { readonly begin: number; readonly seconds: number; readonly slack: number; readonly timescale: number },
): void {
  const list = onlyBox(isoBoxes(edts), 'elst', edts);
  const isLong = list.u8() === 1;
  list.skip(3);
  const count = list.u32BE();
  const duration = isLong ? 2 ** 32 * list.u32BE() + list.u32BE() : list.u32BE();
  const begin = isLong ? 2 ** 32 * list.u32BE() + list.u32BE() : list.u32BE();
  const rate = list.u32BE();
  const isWhole = Math.abs(duration / whole.timescale - whole.seconds) <= whole.slack;
  if (count !== 1 || begin !== whole.begin || rate !== 0x10000 || !isWhole) {
    throw list.error('unsupported', 'only a part of the pictures is shown');
  }
}

/** An avc1 box and what is in it (ISO/IEC 14496-12, 12.1.3; ISO/IEC 14496-15, 5.4.2.1). */
function sampleEntry(stsd: ByteReader): Pick<PictureTrack, 'width' | 'height' | 'matrix'> {
  stsd.skip(8);
  const [entry, other] = isoBoxes(stsd);
  if (entry?.type !== 'avc1' || other) throw stsd.error('unsupported', 'not just H.264');
  const { body } = entry;
  body.skip(24);
  const [width, height] = [body.u16BE(), body.u16BE()];
  body.skip(50);
  const boxes = isoBoxes(body);
  expectBoxes(boxes, ['avcC', 'pasp', 'colr', 'btrt', 'fiel'], stsd);
  const pictures = avcParameters(onlyBox(boxes, 'avcC', stsd));
  if (pictures.width !== width || pictures.height !== height) throw stsd.error('unsupported', 'two sizes');
  if (boxes.some(({ type }) => type === 'pasp')) expectSquare(onlyBox(boxes, 'pasp', stsd));
  const told = boxes.some(({ type }) => type === 'colr') ? colorMatrix(onlyBox(boxes, 'colr', stsd)) : undefined;
  if (told !== undefined && told !== (pictures.matrix ?? told)) throw stsd.error('unsupported', 'two matrices');
  return { width, height, matrix: pictures.matrix ?? told };
}

function expectSquare(pasp: ByteReader): void {
  const [across, down] = [pasp.u32BE(), pasp.u32BE()];
  if (across !== down) throw pasp.error('unsupported', 'pixels that are not square');
}

function colorMatrix(colr: ByteReader): number | undefined {
  const kind = boxType(colr);
  if (kind !== 'nclx' && kind !== 'nclc') throw colr.error('unsupported', `colours by ${JSON.stringify(kind)}`);
  colr.skip(4);
  const matrix = colr.u16BE();
  return matrix === 2 ? undefined : matrix;
}
