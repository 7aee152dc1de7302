import { fromHex } from '../../sprite/color.ts';
import type { Rect } from '../../sprite/rect.ts';
import { LIMITS, type TagDirection } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';
import { shortText } from '../shortText.ts';
import { checkCount, type SheetCell, type SheetPlan, type SheetTag } from './sheetCells.ts';

const FORMAT = 'sheet data';

/**
 * Reads the JSON that Aseprite writes beside a sheet, hash or array (and other programs that write the same): places,
 * trimming, durations and tags. Whether the places lie within the sheet is checked against its size, in pixels.
 * FormatError for what it is not.
 */
export function readSheetJson(text: string, sheet: { readonly width: number; readonly height: number }): SheetPlan {
  const data = parse(text);
  const frames = field(data, 'frames');
  const entries: readonly unknown[] = Array.isArray(frames) ? frames : Object.values(object(frames, 'frames'));
  if (entries.length === 0) throw invalid('it names no frames');
  checkCount(entries.length);
  const cells = entries.map((entry, i) => readCell(entry, `frame ${i}`, sheet));
  return { cells, tags: readTags(field(field(data, 'meta'), 'frameTags'), cells.length) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new FormatError(FORMAT, 0, 'wrong_format', 'it is no JSON');
  }
}

function readCell(entry: unknown, name: string, sheet: { readonly width: number; readonly height: number }): SheetCell {
  const padded = readRect(field(entry, 'frame'), name);
  if (field(entry, 'rotated') === true) throw new FormatError(FORMAT, 0, 'unsupported', `${name} is rotated`);
  if (padded.x + padded.width > sheet.width || padded.y + padded.height > sheet.height) {
    throw invalid(`${name} lies outside the sheet of ${sheet.width} x ${sheet.height} pixels`);
  }
  const source = field(entry, 'sourceSize');
  const place = field(entry, 'spriteSourceSize');
  const area = withoutPadding(padded, side(field(place, 'w')), side(field(place, 'h')));
  const [x, y] = [number(field(place, 'x')) ?? 0, number(field(place, 'y')) ?? 0];
  if (Math.max(Math.abs(x), Math.abs(y)) > LIMITS.side) throw invalid(`${name} lies far outside its sprite`);
  return {
    area,
    width: side(field(source, 'w')) ?? area.width,
    height: side(field(source, 'h')) ?? area.height,
    x,
    y,
    duration: Math.min(65535, Math.max(1, number(field(entry, 'duration')) ?? 100)),
  };
}

/** Inner padding counts as part of the frame's place in the sheet, but not of its size in the sprite. */
function withoutPadding(area: Rect, width: number = area.width, height: number = area.height): Rect {
  const [x, y] = [(area.width - width) / 2, (area.height - height) / 2];
  if (x !== y || x < 0 || !Number.isInteger(x)) return area;
  return { x: area.x + x, y: area.y + y, width, height };
}

function readRect(value: unknown, name: string): Rect {
  const [x, y] = [number(field(value, 'x')), number(field(value, 'y'))];
  const [width, height] = [side(field(value, 'w')), side(field(value, 'h'))];
  if (x === undefined || y === undefined || width === undefined || height === undefined || x < 0 || y < 0) {
    throw invalid(`the place of ${name} is missing`);
  }
  return { x, y, width, height };
}

const DIRECTIONS: readonly TagDirection[] = ['forward', 'reverse', 'pingpong', 'pingpong_reverse'];

function readTags(tags: unknown, frameCount: number): readonly SheetTag[] {
  if (!Array.isArray(tags)) return [];
  if (tags.length > LIMITS.frames) throw new FormatError(FORMAT, 0, 'too_large', `${tags.length} tags`);
  return tags.flatMap((tag: unknown) => readTag(tag, frameCount));
}

/** None for a tag that makes no sense: the frames are worth having without it. */
function readTag(value: unknown, frameCount: number): readonly SheetTag[] {
  const name = field(value, 'name');
  const [from, to] = [number(field(value, 'from')), number(field(value, 'to'))];
  if (typeof name !== 'string' || from === undefined || to === undefined) return [];
  if (from < 0 || to < from || from >= frameCount) return [];
  const color = field(value, 'color');
  return [
    {
      name: shortText(name),
      from,
      to: Math.min(to, frameCount - 1),
      direction: DIRECTIONS.find((each) => each === field(value, 'direction')) ?? 'forward',
      repeat: Math.min(65535, Math.max(0, number(Number(field(value, 'repeat') ?? 0)) ?? 0)),
      color: (typeof color === 'string' ? fromHex(color) : undefined) ?? 0xff000000,
    },
  ];
}

function object(value: unknown, name: string): object {
  if (typeof value === 'object' && value !== null) return value;
  throw invalid(`“${name}” is missing`);
}

/** A field of what may be an object. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 24 ? value : undefined;
}

/** 1 to the longest side of a sprite. */
function side(value: unknown): number | undefined {
  const length = number(value);
  return length !== undefined && length >= 1 && length <= LIMITS.side ? length : undefined;
}

function invalid(reason: string): FormatError {
  return new FormatError(FORMAT, 0, 'invalid', reason);
}
