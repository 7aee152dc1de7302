import { useLayoutEffect, useRef } from 'react';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { thumbnailOf } from '../../editor/thumbnail.ts';

/** A sprite's first frame, small. */
export function LeftPicture({ sprite }: { readonly sprite: Sprite }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    const { width, height, pixels } = thumbnailOf(sprite);
    [canvas.current.width, canvas.current.height] = [width, height];
    const image = new ImageData(new Uint8ClampedArray(pixels), width, height);
    canvas.current.getContext('2d')?.putImageData(image, 0, 0);
  }, [sprite]);
  return <canvas ref={canvas} className="pixelated" />;
}
