import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { alpha, blue, green, red } from '../../sprite/color.ts';
import { readPixels } from '../../sprite/raster.ts';
import { BLEND_MODES, type Cel, type Layer, type Sprite } from '../../sprite/sprite.ts';
import { arbitrarySprite } from '../arbitrarySprite.ts';
import { bytesOfPixels } from '../pixelBytes.ts';
import { encodeAseprite } from './encodeAseprite.ts';
import { flattenLayers } from './flattenLayers.ts';

const LONG = process.env.CELKILN_LONG === '1';
const seed = 20261122;

/** What the package ase-parser, written by others, finds in a file. */
interface OtherReader {
  readonly width: number;
  readonly height: number;
  readonly colorDepth: number;
  readonly paletteIndex: number;
  readonly layers: readonly {
    readonly name: string;
    readonly type: number;
    readonly blendMode: number;
    readonly opacity: number;
  }[];
  readonly tags: readonly {
    readonly from: number;
    readonly to: number;
    readonly repeat: number;
    readonly name: string;
  }[];
  readonly palette?: { readonly colors: readonly { red: number; green: number; blue: number; alpha: number }[] };
  readonly frames: readonly { readonly frameDuration: number; readonly cels: readonly OtherCel[] }[];
  parse(): void;
}

interface OtherCel {
  readonly layerIndex: number;
  readonly xpos: number;
  readonly ypos: number;
  readonly opacity: number;
  readonly celType: number;
  readonly zIndex: number;
  readonly w?: number;
  readonly h?: number;
  readonly link?: number;
  readonly rawCelData?: Uint8Array;
}

type OtherReaderClass = new (bytes: Buffer, name: string) => OtherReader;

const Reader: OtherReaderClass = createRequire(import.meta.url)('ase-parser');

test('another program finds in our files what we wrote', () => {
  fc.assert(
    fc.property(arbitrarySprite, (sprite) => {
      const plain = { ...sprite, layers: withoutUuids(sprite.layers) };
      const file = new Reader(Buffer.from(encodeAseprite(plain, nodeZlib)), 'sprite');
      file.parse();
      expect(found(file)).toEqual(written(plain));
    }),
    { numRuns: LONG ? 1000 : 60, seed },
  );
});

test('the sizes and counts that a file states are those of its parts, since readers trust them', () => {
  const check = (sprite: Sprite) => {
    const bytes = encodeAseprite(sprite, nodeZlib);
    const view = new DataView(bytes.buffer);
    expect(view.getUint32(0, true)).toBe(bytes.length);
    let at = 128;
    for (const { duration } of sprite.frames) {
      const [end, count] = [at + view.getUint32(at, true), view.getUint32(at + 12, true)];
      expect([view.getUint16(at + 4, true), view.getUint16(at + 8, true)]).toEqual([0xf1fa, duration]);
      at += 16;
      for (let chunk = 0; chunk < count; chunk++) at += view.getUint32(at, true);
      expect(at).toBe(end);
    }
    expect(at).toBe(bytes.length);
  };
  fc.assert(fc.property(arbitrarySprite, check), { numRuns: LONG ? 1000 : 60, seed });
});

/** It does not know that layers can have UUIDs. */
function withoutUuids(layers: readonly Layer[]): Layer[] {
  return layers.map(({ uuid: _, ...layer }) =>
    layer.kind === 'group' ? { ...layer, children: withoutUuids(layer.children) } : layer,
  );
}

function found({ width, height, colorDepth, layers, tags, palette, frames }: OtherReader): object {
  return {
    size: [width, height, colorDepth],
    layers: layers.map(({ name, type, blendMode, opacity }) => [name, type, blendMode, opacity]),
    tags: tags.map(({ from, to, repeat, name }) => [from, to, repeat, name]),
    palette: palette?.colors.map((color) => [color.red, color.green, color.blue, color.alpha]) ?? [],
    frames: frames.map(({ frameDuration, cels }) => [frameDuration, cels.map((cel) => foundCel(cel))]),
  };
}

function foundCel({ layerIndex, xpos, ypos, opacity, zIndex, celType, w, h, link, rawCelData }: OtherCel): unknown[] {
  const content = celType === 1 ? ['link', link] : [celType, w, h, [...(rawCelData ?? [])]];
  return [layerIndex, xpos, ypos, opacity, zIndex, ...content];
}

function written(sprite: Sprite): object {
  const { width, height, colorMode, tags, frames } = sprite;
  // It keeps the last palette of the file.
  const palette = frames.reduce((last, { id }) => sprite.paletteChanges.get(id) ?? last, sprite.palette);
  const layers = flattenLayers(sprite.layers);
  const numberOf = new Map(frames.map(({ id }, number) => [id, number]));
  return {
    size: [width, height, { rgba: 32, grayscale: 16, indexed: 8 }[colorMode]],
    layers: layers.map(({ layer }) => [
      layer.name,
      ['image', 'group', 'tilemap'].indexOf(layer.kind),
      BLEND_MODES.indexOf(layer.blendMode),
      layer.opacity,
    ]),
    tags: tags.map(({ from, to, repeat, name }) => [numberOf.get(from), numberOf.get(to), repeat, name]),
    palette: palette.colors.map((color) => [red(color), green(color), blue(color), alpha(color)]),
    frames: frames.map(({ id, duration }, frame) => [
      duration,
      layers.flatMap(({ layer }, index) => {
        const cel = layer.kind === 'group' ? undefined : layer.cels.get(id);
        if (cel === undefined || layer.kind === 'group') return [];
        const first = frames.findIndex((earlier) => layer.cels.get(earlier.id)?.content === cel.content);
        return [writtenCel(index, cel, first < frame ? first : undefined)];
      }),
    ]),
  };
}

function writtenCel(layer: number, { x, y, opacity, zIndex, content }: Cel, link: number | undefined): unknown[] {
  const place = [layer, x, y, opacity, zIndex];
  if (link !== undefined) return [...place, 'link', link];
  if (content.kind === 'tilemap')
    return [...place, 3, content.width, content.height, [...bytesOfPixels(content.tiles)]];
  const { width, height } = content.bounds;
  return [...place, 2, width, height, [...bytesOfPixels(readPixels(content.raster, content.bounds))]];
}
