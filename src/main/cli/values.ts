import type { Rect } from '../../shared/sprite/rect.ts';
import { UsageError } from './usageError.ts';

/** Readers of the values behind options. Each throws a UsageError that says what the value should look like. */

export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`${option} takes a whole number from ${least} to ${most}: ${text}`);
}

export function positiveNumber(option: string, text: string, most: number): number {
  const number = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number > 0 && number <= most) return number;
  throw new UsageError(`${option} takes a number above 0, up to ${most}: ${text}`);
}

export function numberWithin(option: string, text: string, least: number, most: number): number {
  const number = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`${option} takes a number from ${least} to ${most}: ${text}`);
}

export function oneOf<const Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  throw new UsageError(`${option} takes one of ${words.join(', ')}: ${text}`);
}

/** `from,to`: frame numbers from 0, both included. */
export function frameRange(option: string, text: string): { readonly from: number; readonly to: number } {
  const [from, to] = numbers(option, text, 'from,to', 2);
  if (from === undefined || to === undefined || from < 0 || to < from) {
    throw new UsageError(`${option} takes two frame numbers from 0, the first not behind the second: ${text}`);
  }
  return { from, to };
}

/** `width,height` in pixels. */
export function sizeValue(option: string, text: string): { readonly width: number; readonly height: number } {
  const [width = 0, height = 0] = numbers(option, text, 'width,height', 2);
  if (width < 1 || height < 1) throw new UsageError(`${option} takes a width and a height of at least 1: ${text}`);
  return { width, height };
}

/** `x,y,width,height` in pixels. */
export function rectValue(option: string, text: string, most: number): Rect {
  const [x = 0, y = 0, width = 0, height = 0] = numbers(option, text, 'x,y,width,height', 4);
  if (width < 1 || height < 1 || width > most || height > most) {
    throw new UsageError(`${option} takes a width and a height from 1 to ${most}: ${text}`);
  }
  return { x, y, width, height };
}

function numbers(option: string, text: string, shape: string, count: number): readonly number[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === count && parts.every((part) => /^[+-]?\d{1,6}$/.test(part))) return parts.map(Number);
  throw new UsageError(`${option} takes ${shape} in whole numbers: ${text}`);
}
