import type { ExportSettings } from '../../../shared/exportSettings.ts';
import type { Animation } from '../../../shared/formats/animation.ts';
import { encodeGif } from '../../../shared/formats/gif/encodeGif.ts';
import { type OwnColors, ownColorsOf } from '../../../shared/formats/ownColors.ts';
import { encodeApng } from '../../../shared/formats/png/encodeApng.ts';
import type { Zlib } from '../../../shared/formats/zlib.ts';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { type ExportSubject, exportedFrames, exportedLayers } from './exportedFrames.ts';
import { checkedSize, checkRoom } from './exportLimits.ts';
import { exportSheet, type SheetNames } from './exportSheet.ts';
import { frameEntries, framePixels } from './framePixels.ts';

export interface ExportRequest {
  readonly subject: ExportSubject;
  readonly settings: ExportSettings;
  readonly names: SheetNames;
}

/** An export as it will be written, but for the encoding of PNGs and WebPs. Sizes in pixels of the files. */
export type Rendering = {
  readonly width: number;
  readonly height: number;
  /** How many frames are in it. */
  readonly frameCount: number;
} & (
  | {
      /** To become PNGs, one each, or one WebP. */
      readonly kind: 'pictures';
      readonly format: 'png' | 'webp';
      /** RGBA, row by row. */
      readonly pictures: readonly Uint8Array[];
      /** How they keep the sprite's colours as PNGs, one for each picture. */
      readonly colors: readonly OwnColors[];
      /** Milliseconds, one for each picture. */
      readonly durations: readonly number[];
      /** Of a sheet. */
      readonly json: string | null;
    }
  | { readonly kind: 'animation'; readonly format: 'gif' | 'apng'; readonly bytes: Uint8Array }
);

/** Carries an export out as far as bytes. FormatError `too_large` or `not_encodable` when it cannot be written. */
export function renderExport({ subject, settings, names }: ExportRequest, zlib: Zlib): Rendering {
  if (settings.kind === 'sheet') return renderSheet(subject, settings, names);
  const { width, height } = subject.sprite;
  const size = checkedSize(width * settings.scale, height * settings.scale);
  const frames = renderFrames(subject, settings);
  const frameCount = frames.length;
  if (settings.kind === 'gif' || settings.kind === 'apng') {
    const animation: Animation = { ...size, frames, loop: 0 };
    const gray = subject.sprite.colorMode === 'grayscale';
    const bytes = settings.kind === 'gif' ? encodeGif(animation) : encodeApng(animation, zlib, { gray });
    return { ...size, frameCount, kind: 'animation', format: settings.kind, bytes };
  }
  const pictures = frames.map(({ pixels }) => new Uint8Array(pixels.buffer));
  return {
    ...size,
    frameCount,
    kind: 'pictures',
    format: settings.kind === 'webp' ? 'webp' : 'png',
    pictures,
    colors: settings.kind === 'webp' ? [] : frames.map((frame) => frame.colors()),
    durations: frames.map((each) => each.duration),
    json: null,
  };
}

function renderSheet(subject: ExportSubject, settings: ExportSettings, names: SheetNames): Rendering {
  const { sheet, colors, json, frameCount } = exportSheet(subject, settings, names);
  const size = checkedSize(sheet.width, sheet.height);
  return {
    ...size,
    frameCount,
    kind: 'pictures',
    format: 'png',
    pictures: [new Uint8Array(sheet.pixels.buffer)],
    colors: [colors],
    durations: [0],
    json,
  };
}

function renderFrames(subject: ExportSubject, settings: ExportSettings) {
  const sprite = exportedLayers(subject, settings);
  const frames = exportedFrames(subject, settings);
  const canvas = { x: 0, y: 0, width: sprite.width, height: sprite.height };
  checkRoom(frames.length * sprite.width * sprite.height * settings.scale ** 2);
  return frames.map(({ id, duration }) => {
    const index = indexOf(sprite, id);
    const pixels = framePixels(sprite, index, canvas, settings.scale);
    const entries = () => frameEntries(sprite, index, canvas, settings.scale);
    return { pixels, duration, colors: () => ownColorsOf(sprite, index, { pixels, entries: entries() }) };
  });
}
