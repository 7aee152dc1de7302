import { newCel } from '../../src/shared/sprite/cels.ts';
import { composite } from '../../src/shared/sprite/composite.ts';
import { IdSource } from '../../src/shared/sprite/ids.ts';
import { newImageLayer, newSprite } from '../../src/shared/sprite/newSprite.ts';
import { rasterFrom } from '../../src/shared/sprite/raster.ts';
import type { BlendMode, Sprite } from '../../src/shared/sprite/sprite.ts';

/**
 * How long one frame of 512 x 512 pixels takes to compose from eight layers: the whole of it, and the one tile that a
 * stroke touches. A third of the pixels is clear, a third opaque, a third in between.
 *
 * node bench/composite/bench.ts [runs]
 */
const RUNS = Number(process.argv[2] ?? 15);
const SIDE = 512;

/** Noise that is the same in every run. */
function noise(seed: number): Uint32Array {
  let state = seed;
  return Uint32Array.from({ length: SIDE * SIDE }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const kind = ((i >> 4) + (i >> 13) + seed) % 3;
    if (kind === 0) return 0;
    return kind === 1 ? (state | 0xff000000) >>> 0 : state;
  });
}

function spriteOf(layers: number, blendMode: BlendMode, opacity: number): Sprite {
  const plain = newSprite({ width: SIDE, height: SIDE });
  const frame = plain.frames[0];
  if (!frame) throw new Error('a new sprite has a frame');
  const ids = new IdSource(100);
  const bounds = { x: 0, y: 0, width: SIDE, height: SIDE };
  return {
    ...plain,
    layers: Array.from({ length: layers }, (_, number) => {
      const raster = rasterFrom('rgba', noise(number + 1), SIDE, SIDE);
      const cel = newCel({ kind: 'image', id: ids.next('content'), raster, bounds });
      const layer = newImageLayer(ids.next('layer'), `${number}`);
      return { ...layer, blendMode: number === 0 ? 'normal' : blendMode, opacity, cels: new Map([[frame.id, cel]]) };
    }),
  };
}

/** Median and least. */
function summary(times: readonly number[], digits: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  const [median, least] = [sorted[sorted.length >> 1], sorted[0]];
  return `${median?.toFixed(digits)} (${least?.toFixed(digits)})`.padStart(17);
}

function measure(name: string, sprite: Sprite): void {
  const whole: number[] = [];
  const tile: number[] = [];
  for (let run = -3; run < RUNS; run++) {
    const start = performance.now();
    composite(sprite, 0, { x: 0, y: 0, width: SIDE, height: SIDE });
    const between = performance.now();
    composite(sprite, 0, { x: 64, y: 64, width: 64, height: 64 });
    if (run < 0) continue;
    whole.push(between - start);
    tile.push(performance.now() - between);
  }
  console.log(`${name.padEnd(20)} ${summary(whole, 2)} ms ${summary(tile, 3)} ms a tile`);
}

console.log(`Node ${process.version}; 8 layers of ${SIDE} x ${SIDE}; medians (and least) of ${RUNS} runs`);
const modes: readonly BlendMode[] = ['normal', 'multiply', 'overlay', 'soft_light', 'hue'];
for (const mode of modes) measure(mode, spriteOf(8, mode, 255));
measure('normal, opacity 128', spriteOf(8, 'normal', 128));
