import { type PointerEvent, useEffect, useRef } from 'react';
import { useTexts } from '../texts/useTexts.ts';
import { fromHsv, fromOklch, markOn, mostChroma, toHsv, toOklch } from './colorSpaces.ts';

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
  const mark = planePoint(kind, color, hue);
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

function planePoint(kind: 'hsv' | 'oklch', color: number, hue: number): PlanePoint {
  if (kind === 'hsv') {
    const { saturation, value } = toHsv(color);
    return { x: saturation / 100, y: 1 - value / 100 };
  }
  const { lightness, chroma } = toOklch(color);
  const most = mostChroma(lightness, hue);
  return { x: most < 0.1 ? 0 : Math.min(1, chroma / most), y: 1 - lightness / 100 };
}

/** RGBA bytes. */
function planePixels(kind: 'hsv' | 'oklch', hue: number): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new ArrayBuffer(SIDE * SIDE * 4);
  const pixels = new Uint32Array(bytes);
  for (let y = 0; y < SIDE; y++) {
    const colorAt = planeRow(kind, hue, 100 - (y * 100) / (SIDE - 1));
    for (let x = 0; x < SIDE; x++) pixels[y * SIDE + x] = colorAt(x / (SIDE - 1));
  }
  return new Uint8ClampedArray(bytes);
}

/** The colours of one row, from 0 (gray) to 1 (the most colour that a screen can show there). */
function planeRow(kind: 'hsv' | 'oklch', hue: number, light: number): (x: number) => number {
  if (kind === 'hsv') return (x) => fromHsv({ hue, saturation: x * 100, value: light });
  const most = mostChroma(light, hue);
  return (x) => fromOklch({ lightness: light, chroma: x * most, hue });
}
