import { useEffect, useRef, useState } from 'react';
import { fitted } from '../../canvas/fitted.ts';
import { playPictures, type TimedPicture } from '../../canvas/playPictures.ts';
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
    <img className="pixelated checkered" src={url} alt={t.exportPreview} style={fitted(rendering, ROOM)} />
  );
}

function Pictures({ rendering }: { readonly rendering: Extract<Rendering, { kind: 'pictures' }> }) {
  const t = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    return context ? playPictures(context, timed(rendering)) : undefined;
  }, [rendering]);
  return (
    <canvas
      ref={canvas}
      className="pixelated checkered"
      width={rendering.width}
      height={rendering.height}
      role="img"
      aria-label={t.exportPreview}
      style={fitted(rendering, ROOM)}
    />
  );
}

const ROOM = { width: 400, height: 320 };

type Pictures = Extract<Rendering, { kind: 'pictures' }>;

function timed({ width, height, pictures, durations }: Pictures): readonly TimedPicture[] {
  return pictures.map((pixels, at) => ({
    picture: new ImageData(new Uint8ClampedArray(pixels), width, height),
    duration: durations[at] ?? 100,
  }));
}
