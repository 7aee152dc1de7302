import { useLayoutEffect, useRef } from 'react';
import { celOf } from '../../../shared/sprite/cels.ts';
import type { CelLayer } from '../../../shared/sprite/layers.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { celPicture } from '../../canvas/celPicture.ts';
import type { GridMeasures, Span } from './gridMeasures.ts';

/** CSS pixels of a cel's picture along its longest side. */
const SIDE = 32;

/** The pictures of a row's cels, all on one canvas: one for each cel would be slow to make while scrolling. */
export function RowPictures(props: {
  readonly sprite: Sprite;
  readonly layer: CelLayer;
  readonly span: Span;
  readonly grid: GridMeasures;
  /** Device pixels for one CSS pixel. */
  readonly density: number;
}) {
  const { sprite, layer, span, grid, density } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const count = span.last - span.first + 1;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const device = (length: number): number => Math.round(length * density);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    for (let column = span.first; column <= span.last; column++) {
      const frame = sprite.frames[column];
      const cel = frame && celOf(layer, frame.id);
      const picture = cel && celPicture(sprite, column, layer, cel, device(SIDE));
      if (!picture) continue;
      const image = new ImageData(picture.width, picture.height);
      new Uint32Array(image.data.buffer).set(picture.pixels);
      // One pixel of a cell is the line to the next.
      const left = device((column - span.first) * grid.cellWidth) + device(grid.cellWidth - 1) / 2;
      const top = device(grid.cellHeight - 1) / 2;
      context.putImageData(image, Math.round(left - picture.width / 2), Math.round(top - picture.height / 2));
    }
  }, [sprite, layer, span, grid, density]);
  return (
    <canvas
      ref={canvas}
      className="row-pictures"
      width={Math.round(count * grid.cellWidth * density)}
      height={Math.round(grid.cellHeight * density)}
      style={{
        left: grid.names + span.first * grid.cellWidth,
        width: count * grid.cellWidth,
        height: grid.cellHeight,
      }}
    />
  );
}
