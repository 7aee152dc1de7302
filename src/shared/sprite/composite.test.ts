import { expect, test } from 'vitest';
import { newCel } from './cels.ts';
import { rgba } from './color.ts';
import { composite, compositeFrame } from './composite.ts';
import { IdSource } from './ids.ts';
import { newGroupLayer, newImageLayer, newSprite } from './newSprite.ts';
import { paletteOf } from './palette.ts';
import { fromPicture, toPicture } from './picture.ts';
import { pixelArray, rasterFrom } from './raster.ts';
import type { ColorMode, FrameId, GroupLayer, ImageLayer, Layer, Sprite, TilemapLayer, Tileset } from './sprite.ts';
import { NO_USER_DATA } from './userData.ts';

const [RED, GREEN, BLUE, WHITE] = [rgba(255, 0, 0), rgba(0, 255, 0), rgba(0, 0, 255), rgba(255, 255, 255)];
const LEGEND = { r: RED, g: GREEN, b: BLUE, w: WHITE };
const MASKS = { index: 0x1fffffff, flipX: 0x80000000, flipY: 0x40000000, flipDiagonal: 0x20000000 };
const ids = new IdSource(1000);

interface LayerChanges {
  readonly zIndex?: number;
  readonly celOpacity?: number;
  readonly layer?: Partial<Omit<ImageLayer, 'kind'>>;
}

/** A sprite in which layers are drawn with characters; the frame is the only one. */
class Stage {
  readonly sprite: Sprite;
  readonly frame: FrameId;

  constructor(width: number, height: number, changes: Partial<Sprite> = {}) {
    this.sprite = { ...newSprite({ width, height }), ...changes };
    const frame = this.sprite.frames[0];
    if (!frame) throw new Error('a new sprite has a frame');
    this.frame = frame.id;
  }

  image(picture: string, { zIndex = 0, celOpacity = 255, layer = {} }: LayerChanges = {}): ImageLayer {
    const mode: ColorMode = this.sprite.colorMode;
    const { width, height, values } = fromPicture(picture, mode === 'rgba' ? LEGEND : {});
    const pixels = pixelArray(mode, values.length);
    pixels.set(values);
    const empty = mode === 'indexed' ? this.sprite.transparentIndex : 0;
    const raster = rasterFrom(mode, pixels, width, height, empty);
    const content = { kind: 'image', id: ids.next('content'), raster, bounds: { x: 0, y: 0, width, height } } as const;
    const cel = { ...newCel(content), zIndex, opacity: celOpacity };
    return { ...newImageLayer(ids.next('layer'), 'image'), ...layer, cels: new Map([[this.frame, cel]]) };
  }

  tilemap(tileset: Tileset, width: number, ...tiles: readonly number[]): TilemapLayer {
    const { background: _b, reference: _r, ...plain } = newImageLayer(ids.next('layer'), 'tilemap');
    const content = { kind: 'tilemap', id: ids.next('content'), width, height: tiles.length / width } as const;
    const cel = newCel({ ...content, tiles: Uint32Array.from(tiles), masks: MASKS });
    return { ...plain, kind: 'tilemap', tileset: tileset.id, cels: new Map([[this.frame, cel]]) };
  }

  show(...layers: readonly Layer[]): Uint32Array {
    return compositeFrame({ ...this.sprite, layers }, 0);
  }

  draw(...layers: readonly Layer[]): string {
    return toPicture(this.show(...layers), this.sprite.width, LEGEND);
  }
}

function group(children: readonly Layer[], changes: Partial<Omit<GroupLayer, 'kind'>> = {}): GroupLayer {
  return { ...newGroupLayer(ids.next('layer'), 'group'), ...changes, children };
}

test('the opacities of layer and cel are multiplied and rounded', () => {
  const stage = new Stage(1, 1);
  const faint = stage.image('w', { celOpacity: 100, layer: { opacity: 100 } });
  expect(stage.show(faint)).toEqual(Uint32Array.of(rgba(255, 255, 255, 39)));
});

test('a group that composes blends as one picture; otherwise its layers blend with all below', () => {
  const half = { opacity: 128 };
  const compose = new Stage(2, 1);
  const flat = new Stage(2, 1, { groupBlend: false });
  const build = (stage: Stage) => [stage.image('rr'), group([stage.image('g.'), stage.image('b.')], half)] as const;
  expect(compose.show(...build(compose))).toEqual(Uint32Array.of(rgba(127, 0, 128), RED));
  expect(flat.draw(...build(flat))).toBe('br');
});

test("a group's blend mode counts, and its layers' modes do not reach below it", () => {
  const stage = new Stage(3, 1);
  const multiplied = group([stage.image('rgw')], { blendMode: 'multiply' });
  expect(stage.draw(stage.image('www'), multiplied)).toBe('rgw');
  expect(stage.draw(stage.image('rrr'), multiplied).slice(0, 1)).toBe('r');
  const within = group([stage.image('bbb', { layer: { blendMode: 'multiply' } })]);
  expect(stage.draw(stage.image('rrr'), within)).toBe('bbb');
});

test('z-indexes move cels past other layers, out of groups only where these do not compose', () => {
  const build = (stage: Stage) => [
    group([stage.image('r', { zIndex: 2 }), stage.image('g')]),
    stage.image('b'),
    stage.image('.'),
  ];
  const flat = new Stage(1, 1, { groupBlend: false });
  // Places: group 0, red 1 + 2, green 2, blue 3. At place 3 the higher z-index lies above.
  expect(flat.draw(...build(flat))).toBe('r');
  const compose = new Stage(1, 1);
  expect(compose.draw(...build(compose))).toBe('b');
});

test('hidden layers hold their place among z-indexes, and the background stays at the bottom', () => {
  const stage = new Stage(1, 1, { groupBlend: false });
  const hidden = group([stage.image('w'), stage.image('w')], { visible: false });
  const lifted = stage.image('r', { zIndex: 2 });
  expect(stage.draw(lifted, hidden, stage.image('b'))).toBe('b');
  expect(stage.draw(lifted, stage.image('b'))).toBe('r');
  const background = stage.image('w', { zIndex: 9, layer: { background: true } });
  expect(stage.draw(background, stage.image('b', { zIndex: -9 }))).toBe('b');
});

test('reference layers are not painted, and layers can be left out', () => {
  const stage = new Stage(1, 1);
  const reference = stage.image('g', { layer: { reference: true } });
  const [below, above] = [stage.image('r'), stage.image('b')];
  expect(stage.draw(below, reference)).toBe('r');
  const sprite = { ...stage.sprite, layers: [below, above] };
  expect([...compositeFrame(sprite, 0, { shows: (layer) => layer !== above })]).toEqual([RED]);
});

test('the transparent entry is clear, but not on the background', () => {
  const palette = paletteOf([GREEN, RED, BLUE]);
  const stage = new Stage(3, 1, { colorMode: 'indexed', transparentIndex: 1, palette });
  expect(stage.draw(stage.image('012'))).toBe('g.b');
  const background = { layer: { background: true } };
  expect(stage.draw(stage.image('012', background))).toBe('grb');
  // What no pixel covers shows the transparent entry, as long as the background is visible.
  expect(stage.draw(stage.image('0', background))).toBe('grr');
  expect(stage.draw(stage.image('0', { layer: { background: true, visible: false } }))).toBe('...');
});

/** Tile 0 is empty, tile 1 as drawn. */
function tilesetOf(picture: string, changes: Partial<Tileset> = {}): Tileset {
  const { width, height, values } = fromPicture(picture, LEGEND);
  return {
    id: ids.next('tileset'),
    index: 0,
    name: '',
    tileWidth: width,
    tileHeight: height,
    count: 2,
    pixels: Uint32Array.from([...values.map(() => 0), ...values]),
    baseIndex: 1,
    emptyTileIsZero: true,
    matchFlags: 0,
    userData: NO_USER_DATA,
    tileUserData: new Map(),
    unknown: [],
    ...changes,
  };
}

const { flipX: X, flipY: Y, flipDiagonal: D } = MASKS;

test('tiles are flipped in x and y, and then turned over their diagonal', () => {
  const tileset = tilesetOf('rg\nwb');
  const shown = (...flags: readonly number[]): string => {
    const stage = new Stage(2 * flags.length, 2, { tilesets: [tileset] });
    return stage.draw(stage.tilemap(tileset, flags.length, ...flags.map((flag) => (flag + 1) >>> 0)));
  };
  expect(shown(0, X, Y, X + Y)).toBe('rggrwbbw\nwbbwrggr');
  expect(shown(D, X + D, Y + D, X + Y + D)).toBe('rwwrgbbg\ngbbgrwwr');
});

test('a turned tile that is not square clears what it has no pixel for', () => {
  const tileset = tilesetOf('rgb');
  const stage = new Stage(3, 1, { tilesets: [tileset] });
  expect(stage.draw(stage.image('www'), stage.tilemap(tileset, 1, (D + 1) >>> 0))).toBe('r..');
  expect(stage.draw(stage.image('www'), stage.tilemap(tileset, 1, (X + 1) >>> 0))).toBe('bgr');
});

test('no tile is 0, or all ones in old tilesets; numbers beyond the tileset show nothing', () => {
  const picture = 'r';
  const tileset = tilesetOf(picture);
  const old = tilesetOf(picture, { emptyTileIsZero: false, pixels: Uint32Array.of(BLUE, RED) });
  const stage = new Stage(4, 1, { tilesets: [tileset, old] });
  expect(stage.draw(stage.tilemap(tileset, 4, 0, 1, 2, 0xffffffff))).toBe('.r..');
  expect(stage.draw(stage.tilemap(old, 4, 0, 1, 2, 0xffffffff))).toBe('br..');
  const { pixels: _, ...external } = tileset;
  const elsewhere = new Stage(1, 1, { tilesets: [external] });
  expect(elsewhere.draw(elsewhere.image('w'), elsewhere.tilemap(external, 1, 1))).toBe('w');
});

test('any part of a picture with tilemaps, groups and blend modes is that part of the whole', () => {
  const tileset = tilesetOf('rgb\nwrg');
  const stage = new Stage(11, 7, { tilesets: [tileset] });
  const flags = [1, X + 1, Y + 1, X + Y + 1, D + 1, X + D + 1, 0, Y + D + 1, 1].map((tile) => tile >>> 0);
  const tiles = stage.tilemap(tileset, 3, ...flags);
  const cel = tiles.cels.get(stage.frame);
  const moved = { ...tiles, cels: new Map(cel && [[stage.frame, { ...cel, x: 1, y: -1 }]]) };
  const multiplied = group([moved, stage.image('.w.w.w.w', { celOpacity: 90 })], {
    blendMode: 'multiply',
    opacity: 200,
  });
  const sprite = { ...stage.sprite, layers: [stage.image('rrrrrrr\nwwwwwww\nbbbbb'), multiplied] };
  const whole = compositeFrame(sprite, 0);
  expect(new Set(whole).size).toBeGreaterThan(6);
  for (let y = -1; y < 7; y++) {
    for (let x = -1; x < 11; x++) {
      const region = { x, y, width: 3, height: 2 };
      const expected = Array.from({ length: 6 }, (_, i) => {
        const [column, row] = [x + (i % 3), y + Math.floor(i / 3)];
        const inside = column >= 0 && row >= 0 && column < 11 && row < 7;
        return inside ? whole[row * 11 + column] : 0;
      });
      expect([...composite(sprite, 0, region)]).toEqual(expected);
    }
  }
});
