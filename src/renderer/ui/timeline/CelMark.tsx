import { useLayoutEffect, useRef } from 'react';
import type { CelLayer } from '../../../shared/sprite/layers.ts';
import type { Cel, Sprite } from '../../../shared/sprite/sprite.ts';
import { celPicture } from '../../canvas/celPicture.ts';
import { useSession } from '../useSession.ts';

/** CSS pixels of a cel's picture along its longest side. */
const SIDE = 36;

export interface CelMarkProps {
  readonly sprite: Sprite;
  readonly column: number;
  readonly layer: CelLayer;
  readonly cel: Cel;
  readonly linkedBefore: boolean;
  readonly linkedAfter: boolean;
}

/** A dot or a picture for a cel, and a line towards the neighbours that it is linked to. */
export function CelMark(props: CelMarkProps) {
  const pictures = useSession((session) => session.celPictures);
  const density = useSession((session) => session.viewport.density);
  const picture = pictures
    ? celPicture(props.sprite, props.column, props.layer, props.cel, Math.round(SIDE * density))
    : null;
  return (
    <span
      className={picture ? 'cel__mark cel__mark--picture' : 'cel__mark'}
      data-before={props.linkedBefore || undefined}
      data-after={props.linkedAfter || undefined}
    >
      {picture ? <Picture picture={picture} density={density} /> : <span className="cel__dot" />}
    </span>
  );
}

type PictureProps = { readonly picture: NonNullable<ReturnType<typeof celPicture>>; readonly density: number };

/** Every pixel of the picture is a whole number of the screen's. */
function Picture({ picture, density }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, pixels } = picture;
  useLayoutEffect(() => {
    const image = new ImageData(width, height);
    new Uint32Array(image.data.buffer).set(pixels);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [width, height, pixels]);
  const scale = Math.max(1, Math.floor((SIDE * density) / Math.max(width, height))) / density;
  return (
    <canvas
      ref={canvas}
      className="cel__picture pixelated"
      width={width}
      height={height}
      style={{ width: width * scale, height: height * scale }}
    />
  );
}
