import { useEffect, useRef } from 'react';
import { PreviewView, type PreviewZoom } from '../../canvas/PreviewView.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';

export function PreviewPicture({ playing, zoom }: { readonly playing: boolean; readonly zoom: PreviewZoom }) {
  const t = useTexts();
  const editor = useEditor();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null) return;
    const view = new PreviewView(editor, canvas.current, { playing, zoom });
    return () => view.close();
  }, [editor, playing, zoom]);
  return <canvas ref={canvas} className="preview__picture" role="img" aria-label={t.previewLabel} />;
}
