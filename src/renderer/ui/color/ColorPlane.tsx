import { type PointerEvent, useEffect, useRef } from 'react';
import { useTexts } from '../texts/useTexts.ts';
import { fromHsv, fromOklch, inGamut, MOST_CHROMA, markOn, toHsv, toOklch } from './colorSpaces.ts';

const SIDE = 64;

export interface PlanePoint {
  /** 0 to 1 from the left (saturation, chroma) and from the top (dark at the bottom). */
  readonly x: number;
  readonly y: number;
}

/** All colours of one hue. For the mouse; the sliders beside it do the same by keyboard. */
export function ColorPlane(props: {
  readonly kind: 'hsv' | 'oklch';
  readonly hue: number;
  readonly color: number;
  readonly onChange: (at: PlanePoint) => void;
  readonly onCommit: () => void;
}) {
  const { kind, hue, color, onChange, onCommit } = props;
  const t = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(planePixels(kind, hue), SIDE), 0, 0);
  }, [kind, hue]);
  const pick = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (value: number, size: number): number => Math.min(1, Math.max(0, value / size));
    onChange({ x: part(event.clientX - box.left, box.width), y: part(event.clientY - box.top, box.height) });
  };
  const mark = planePoint(kind, color);
  return (
    <div
      className="color-plane"
      data-tip={kind === 'hsv' ? t.planeHsv : t.planeOklch}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pick(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) pick(event);
      }}
      onPointerUp={onCommit}
    >
      <canvas ref={canvas} width={SIDE} height={SIDE} className="color-plane__canvas" />
      <span
        className="color-plane__mark"
        style={{ left: `${mark.x * 100}%`, top: `${mark.y * 100}%`, borderColor: markOn(color) }}
      />
    </div>
  );
}

function planePoint(kind: 'hsv' | 'oklch', color: number): PlanePoint {
  if (kind === 'hsv') {
    const { saturation, value } = toHsv(color);
    return { x: saturation / 100, y: 1 - value / 100 };
  }
  const { lightness, chroma } = toOklch(color);
  return { x: Math.min(1, chroma / MOST_CHROMA), y: 1 - lightness / 100 };
}

/** RGBA bytes. Where OKLCH has no colour that a screen can show, nothing is painted. */
function planePixels(kind: 'hsv' | 'oklch', hue: number): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new ArrayBuffer(SIDE * SIDE * 4);
  const pixels = new Uint32Array(bytes);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      pixels[y * SIDE + x] = planeColor(kind, hue, x / (SIDE - 1), 1 - y / (SIDE - 1));
    }
  }
  return new Uint8ClampedArray(bytes);
}

function planeColor(kind: 'hsv' | 'oklch', hue: number, x: number, y: number): number {
  if (kind === 'hsv') return fromHsv({ hue, saturation: x * 100, value: y * 100 });
  const color = { lightness: y * 100, chroma: x * MOST_CHROMA, hue };
  return inGamut(color) ? fromOklch(color) : 0;
}
