import { rgba } from '../../../src/shared/sprite/color.ts';
import type { Playback } from './playback.ts';

const LEGEND: Readonly<Record<string, number>> = {
  '.': 0,
  '#': rgba(20, 16, 30),
  r: rgba(210, 50, 60),
  /** As good as r. */
  R: rgba(212, 54, 62),
  g: rgba(60, 170, 80),
  b: rgba(40, 40, 255),
  w: rgba(250, 250, 245),
  /** Between black and white. */
  '+': rgba(118, 118, 122),
  /** Red with half the grey backdrop in it. */
  h: rgba(180, 100, 105),
};

/** For tests: frames as rows of characters, told apart by a blank line. */
export function pictures(text: string): Playback {
  const frames = text
    .trim()
    .split(/\n\s*\n/)
    .map((frame) => frame.split('\n').map((row) => row.trim()));
  return {
    width: frames[0]?.[0]?.length ?? 0,
    height: frames[0]?.length ?? 0,
    frames: frames.map((rows) => Uint32Array.from([...rows.join('')], (character) => LEGEND[character] ?? 0)),
  };
}

export const GREY_BACKDROP = rgba(150, 150, 150);
