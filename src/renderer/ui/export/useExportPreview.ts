import { useEffect, useState } from 'react';
import type { ExportSettings } from '../../../shared/exportSettings.ts';
import type { Failure } from '../../../shared/ipc.ts';
import type { Rendering } from '../../editor/export/renderExport.ts';
import { exportRequest, pngOf, webpOf } from '../../editor/exporting.ts';
import { failureOf } from '../../editor/requestFailed.ts';
import type { Document } from '../../editor/session.ts';
import { useEditor } from '../useSession.ts';

export interface ExportPreviewState {
  /** The latest one; it stays while the next is made. */
  readonly rendering: Rendering | null;
  /** Bytes of all files together, where that is quick to know. */
  readonly bytes: number | null;
  readonly failure: Failure | null;
  /** The settings have changed since. */
  readonly stale: boolean;
}

/** Typing should not start an export at every key. */
const PAUSE_MS = 120;
/** Encoding more pixels than these takes too long for a number. */
const MOST_PIXELS = 2_000_000;

/** Renders what would be written, anew whenever the settings change. */
export function useExportPreview(document: Document, settings: ExportSettings): ExportPreviewState {
  const editor = useEditor();
  const [state, setState] = useState<ExportPreviewState>({ rendering: null, bytes: null, failure: null, stale: true });
  useEffect(() => {
    let wanted = true;
    const show = (change: Partial<ExportPreviewState>) => wanted && setState((before) => ({ ...before, ...change }));
    const make = async () => {
      const rendering = await editor.codecs.renderExport(exportRequest(editor, document, settings));
      show({ rendering, bytes: null, failure: null, stale: false });
      if (rendering.kind === 'animation') show({ bytes: rendering.bytes.byteLength });
      else if (wanted && isQuick(rendering)) {
        const file = rendering.format === 'webp' ? await webpOf(editor, rendering) : await pngOf(editor, rendering, 0);
        show({ bytes: file.byteLength + new TextEncoder().encode(rendering.json ?? '').byteLength });
      }
    };
    show({ stale: true });
    const timer = setTimeout(() => {
      make().catch((error: unknown) => show({ rendering: null, failure: failureOf(error), stale: false }));
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [editor, document, settings]);
  return state;
}

/** Whether what is written is one file that is soon encoded. */
function isQuick({ format, pictures, width, height }: Extract<Rendering, { readonly kind: 'pictures' }>): boolean {
  return (format === 'webp' || pictures.length === 1) && pictures.length * width * height <= MOST_PIXELS;
}
