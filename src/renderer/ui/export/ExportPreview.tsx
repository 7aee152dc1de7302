import { useEffect, useRef, useState } from 'react';
import type { Rendering } from '../../editor/export/renderExport.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { byteText } from './byteText.ts';
import type { ExportPreviewState } from './useExportPreview.ts';
import './ExportPreview.css';

/** What will be written: the very GIF, or the pictures; under it how large it is. */
export function ExportPreview({ preview }: { readonly preview: ExportPreviewState }) {
  const t = useTexts();
  const language = useLanguage();
  const { rendering, bytes, failure, stale } = preview;
  return (
    <figure className="export-preview" aria-label={t.exportPreview} aria-busy={stale}>
      <div className="export-preview__picture">{rendering && <Picture rendering={rendering} />}</div>
      <figcaption className="export-preview__facts">
        {failure && <span className="error-text">{errorWords(failure, language).what}</span>}
        {rendering === null && failure === null && <span className="hint">{t.exportPreviewing}</span>}
        {rendering && (
          <>
            <span>{t.exportPreviewSize(rendering.width, rendering.height)}</span>
            <span>{t.exportPreviewFrames(rendering.frameCount)}</span>
            {fileCount(rendering) > 1 && <span>{t.exportPreviewFiles(fileCount(rendering))}</span>}
            {bytes !== null && <span>{byteText(bytes)}</span>}
          </>
        )}
      </figcaption>
    </figure>
  );
}

function fileCount(rendering: Rendering): number {
  if (rendering.kind === 'animation' || rendering.format === 'webp') return 1;
  return rendering.pictures.length + (rendering.json === null ? 0 : 1);
}

function Picture({ rendering }: { readonly rendering: Rendering }) {
  return rendering.kind === 'animation' ? <Animation rendering={rendering} /> : <Pictures rendering={rendering} />;
}

function Animation({ rendering }: { readonly rendering: Extract<Rendering, { kind: 'animation' }> }) {
  const t = useTexts();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([rendering.bytes.slice()], { type: `image/${rendering.format}` }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [rendering]);
  return url === null ? null : (
    <img className="pixelated checkered" src={url} alt={t.exportPreview} style={fitted(rendering)} />
  );
}

function Pictures({ rendering }: { readonly rendering: Extract<Rendering, { kind: 'pictures' }> }) {
  const t = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    return context ? playOn(context, rendering) : undefined;
  }, [rendering]);
  return (
    <canvas
      ref={canvas}
      className="pixelated checkered"
      width={rendering.width}
      height={rendering.height}
      role="img"
      aria-label={t.exportPreview}
      style={fitted(rendering)}
    />
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const WIDTH = 400;
const HEIGHT = 320;

/** As large as fits, by whole numbers where it is small. */
function fitted({ width, height }: Size): Size {
  const scale = Math.min(WIDTH / width, HEIGHT / height);
  const step = scale >= 1 ? Math.floor(scale) : scale;
  return { width: width * step, height: height * step };
}

/** Shows one picture after the other until the returned function is called; the first alone for less motion. */
function playOn(
  context: CanvasRenderingContext2D,
  { width, height, pictures, durations }: Extract<Rendering, { kind: 'pictures' }>,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (at: number) => {
    const picture = pictures[at];
    if (picture === undefined) return;
    context.putImageData(new ImageData(new Uint8ClampedArray(picture), width, height), 0, 0);
    if (pictures.length < 2 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    timer = setTimeout(() => show((at + 1) % pictures.length), durations[at] ?? 100);
  };
  show(0);
  return () => clearTimeout(timer);
}
