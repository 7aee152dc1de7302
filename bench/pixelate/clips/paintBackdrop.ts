import type { ClipScene } from './clipScene.ts';
import { type Place, VIDEO_HEIGHT, VIDEO_WIDTH } from './place.ts';
import { SIDE } from './sprites/indexCanvas.ts';

type Rgb = readonly [number, number, number];

const GREY: Rgb = [152, 152, 152];
const GREEN: Rgb = [38, 171, 64];
/** How much light the middle of the shadow takes away. */
const SHADE = 0.28;
/** More than the farthest drift, in pixels. */
const MARGIN = 24;
const STRIDE = VIDEO_WIDTH + MARGIN;

/** The backdrop's colour at a place, without shadow and bars: 0 to 255 for red, green and blue. */
export function backdropColor({ backdrop }: ClipScene, x: number, y: number): Rgb {
  switch (backdrop) {
    case 'grey':
      return GREY;
    case 'green':
      return GREEN;
    case 'black':
      return [0, 0, 0];
    case 'vignette': {
      const away = Math.hypot(x / VIDEO_WIDTH - 0.5, y / VIDEO_HEIGHT - 0.5);
      const light = 1.06 - 0.5 * away * away;
      return [GREY[0] * light, GREY[1] * light, GREY[2] * light];
    }
    case 'textured': {
      const stone =
        smoothNoise(x / 90, y / 90) * 0.5 + smoothNoise(x / 31, y / 31) * 0.3 + smoothNoise(x / 9, y / 9) * 0.2;
      const moss = smoothNoise(x / 140 + 50, y / 140 + 20);
      return [50 + 150 * stone - 40 * moss, 60 + 140 * stone + 30 * moss, 70 + 110 * stone - 30 * moss];
    }
  }
}

/** What lies behind the sprite, painted once; `at` gives it as the camera's drift has moved it. */
export class BackdropPainter {
  readonly #scene: ClipScene;
  readonly #place: Place;
  /** Red, green and blue of each pixel, MARGIN more on the left and at the top. */
  readonly #still: Float32Array;

  constructor(scene: ClipScene, place: Place) {
    this.#scene = scene;
    this.#place = place;
    this.#still = new Float32Array(STRIDE * (VIDEO_HEIGHT + MARGIN) * 3);
    for (let y = -MARGIN, at = 0; y < VIDEO_HEIGHT; y++) {
      for (let x = -MARGIN; x < VIDEO_WIDTH; x++, at += 3) this.#still.set(backdropColor(scene, x, y), at);
    }
  }

  /** Red, green and blue of each pixel, 0 to 255. */
  at(drift: { readonly x: number; readonly y: number }): Float32Array {
    const out = new Float32Array(VIDEO_WIDTH * VIDEO_HEIGHT * 3);
    const { top, bottom } = this.#place;
    // What lens and light do stays with the camera.
    const moved = this.#scene.backdrop === 'textured' ? drift : { x: 0, y: 0 };
    for (let y = top; y < bottom; y++) this.#copyRow(out, y, moved.x, moved.y);
    if (this.#scene.shadow) this.#castShadow(out, drift);
    return out;
  }

  /** Between four pixels where the drift is no whole number. */
  #copyRow(out: Float32Array, y: number, moveX: number, moveY: number): void {
    const [left, up] = [MARGIN - moveX, y + MARGIN - moveY];
    const [column, row] = [Math.floor(left), Math.floor(up)];
    const [u, v] = [left - column, up - row];
    const still = this.#still;
    const below = v === 0 ? 0 : 3 * STRIDE;
    let to = 3 * y * VIDEO_WIDTH;
    for (let from = 3 * (row * STRIDE + column), end = from + 3 * VIDEO_WIDTH; from < end; from++, to++) {
      const over = (1 - u) * (still[from] ?? 0) + (u === 0 ? 0 : u * (still[from + 3] ?? 0));
      const under = (1 - u) * (still[from + below] ?? 0) + (u === 0 ? 0 : u * (still[from + below + 3] ?? 0));
      out[to] = (1 - v) * over + v * under;
    }
  }

  #castShadow(out: Float32Array, drift: { readonly x: number; readonly y: number }): void {
    const { top, bottom } = this.#place;
    for (let y = top; y < bottom; y++) {
      for (let x = 0; x < VIDEO_WIDTH; x++) {
        const shadow = shadowAt(this.#scene, this.#place, x - drift.x, y - drift.y);
        if (shadow === 0) continue;
        const at = 3 * (y * VIDEO_WIDTH + x);
        for (let k = at; k < at + 3; k++) out[k] = (1 - SHADE * shadow) * (out[k] ?? 0);
      }
    }
  }
}

/** A soft ellipse at the sprite's feet, 0 to 1. */
function shadowAt({ cell }: ClipScene, place: Place, x: number, y: number): number {
  const u = (x - place.x - (SIDE / 2) * cell) / (13 * cell);
  const v = (y - place.y - (SIDE - 4) * cell) / (3 * cell);
  const squared = u * u + v * v;
  return squared >= 1 ? 0 : (1 - squared) ** 1.5;
}

/** Value noise, 0 to 1, from a hash of whole places. */
function smoothNoise(x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [ease(x - left), ease(y - top)];
  const above = hash(left, top) * (1 - u) + hash(left + 1, top) * u;
  const below = hash(left, top + 1) * (1 - u) + hash(left + 1, top + 1) * u;
  return above * (1 - v) + below * v;
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

function hash(x: number, y: number): number {
  let value = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1);
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  value ^= value >>> 13;
  return ((value >>> 8) & 0xffff) / 0xffff;
}
