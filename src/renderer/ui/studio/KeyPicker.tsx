import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { rgba, toHex } from '../../../shared/sprite/color.ts';
import type { Point } from '../../../shared/sprite/rect.ts';
import type { StudioPicture } from '../../../shared/studio.ts';
import { changeSettings, settle } from '../../editor/studio/studioState.ts';
import { useTexts } from '../texts/useTexts.ts';
import { PixelCanvas } from './PixelCanvas.tsx';
import { useStudio } from './useStudio.ts';

/** Pixels of the picture to each side of the one in the middle of the loupe. */
const AROUND = 6;
const SIDE = 2 * AROUND + 1;

/** Lies over the source's picture: a loupe follows the pointer or the arrow keys, and a click picks the colour. */
export function KeyPicker({ picture }: { readonly picture: StudioPicture }) {
  const t = useTexts();
  const { update } = useStudio();
  const pad = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState<Point>({ x: picture.width >> 4, y: picture.height >> 4 });
  useEffect(() => pad.current?.focus(), []);
  const color = colorAt(picture, at.x, at.y);
  const loupe = useMemo(() => loupeAt(picture, at), [picture, at]);
  const clamped = ({ x, y }: Point): Point => ({
    x: Math.max(0, Math.min(picture.width - 1, Math.floor(x))),
    y: Math.max(0, Math.min(picture.height - 1, Math.floor(y))),
  });
  const follow = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const x = ((clientX - box.left) / box.width) * picture.width;
    setAt(clamped({ x, y: ((clientY - box.top) / box.height) * picture.height }));
  };
  const pick = () =>
    update((state) => {
      const keyed = changeSettings(state, { background: { kind: 'key', color } }, 'key');
      return { ...settle(keyed), picking: false };
    });
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const far = event.shiftKey ? 10 : 1;
    const way = ARROWS[event.key];
    if (way === undefined) return;
    event.preventDefault();
    setAt((before) => clamped({ x: before.x + way[0] * far, y: before.y + way[1] * far }));
  };
  const [left, top] = [(at.x + 0.5) / picture.width, (at.y + 0.5) / picture.height];
  return (
    <>
      <button
        ref={pad}
        type="button"
        className="picker"
        aria-label={`${t.settingKeyPick}: ${toHex(color)}`}
        onPointerMove={follow}
        onClick={pick}
        onKeyDown={press}
      />
      <div
        className="loupe"
        style={{ left: `${100 * left}%`, top: `${100 * top}%` }}
        data-side={`${top < 0.45 ? 'below' : 'above'} ${left < 0.5 ? 'right' : 'left'}`}
        aria-hidden="true"
      >
        <div className="loupe__glass">
          <PixelCanvas width={SIDE} height={SIDE} pixels={loupe} className="loupe__picture pixelated" />
          <span className="loupe__middle" />
        </div>
        <span className="loupe__color" style={{ background: toHex(color) }} />
        <code className="loupe__hex">{toHex(color)}</code>
      </div>
    </>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function colorAt({ width, height, pixels }: StudioPicture, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width || y >= height) return 0;
  const at = 4 * (y * width + x);
  return rgba(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
}

function loupeAt(picture: StudioPicture, { x, y }: Point): Uint32Array {
  return Uint32Array.from({ length: SIDE * SIDE }, (_, i) =>
    colorAt(picture, x - AROUND + (i % SIDE), y - AROUND + Math.floor(i / SIDE)),
  );
}
