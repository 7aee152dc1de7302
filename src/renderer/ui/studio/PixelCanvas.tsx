import { type CSSProperties, useEffect, useRef } from 'react';

/** A picture, pixel for pixel; its style says how large it is shown. */
export function PixelCanvas(props: {
  readonly width: number;
  readonly height: number;
  /** RGBA, one number a pixel; null: nothing yet. */
  readonly pixels: Uint32Array | null;
  readonly label?: string;
  readonly className?: string;
  readonly style?: CSSProperties;
}) {
  const { width, height, pixels, label, className = 'pixelated', style } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || pixels === null || pixels.length !== width * height) return;
    const bytes = new Uint8ClampedArray(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength);
    context.putImageData(new ImageData(bytes, width, height), 0, 0);
  }, [pixels, width, height]);
  const spoken = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <canvas ref={canvas} className={className} width={width} height={height} style={style} {...spoken} />;
}
