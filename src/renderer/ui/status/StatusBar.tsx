import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { spriteOf } from '../../editor/documents.ts';
import { shownSelection, shownView, toolInHand, toolStoppedBy } from '../../editor/pointer.ts';
import { activeDocument, type Document } from '../../editor/session.ts';
import { useTexts } from '../texts/useTexts.ts';
import { TOOL_LOOKS } from '../toolbar/toolLooks.ts';
import { useSession } from '../useSession.ts';
import { PointerStatus } from './PointerStatus.tsx';
import './StatusBar.css';

/** One line: where the pointer is, what is open, and what the tool does. */
export function StatusBar() {
  const t = useTexts();
  const document = useSession(activeDocument);
  const hint = TOOL_LOOKS[useSession(toolInHand)].hint;
  const stopped = useSession(toolStoppedBy);
  if (document === undefined) return null;
  return (
    <section className="status" aria-label={t.statusLabel}>
      <PointerStatus />
      <DocumentStatus document={document} />
      {stopped === null ? (
        <span className="status__hint">{t[hint]}</span>
      ) : (
        <span className="status__hint status__hint--stopped">{t.noPaint[stopped]}</span>
      )}
    </section>
  );
}

function DocumentStatus({ document }: { readonly document: Document }) {
  const t = useTexts();
  const sprite = spriteOf(document);
  // The timeline says so itself.
  const timeline = useSession((session) => session.timelineShown);
  const selection = shownSelection(document);
  const zoom = Math.round(shownView(document).zoom * 1000) / 10;
  return (
    <>
      <span className="status__item" data-tip={t.statusSize}>{`${sprite.width} × ${sprite.height}`}</span>
      {sprite.colorMode !== 'rgba' && (
        <span className="status__item">
          {sprite.colorMode === 'indexed' ? t.colorModeIndexed : t.colorModeGrayscale}
        </span>
      )}
      {selection && (
        <span className="status__item" data-tip={t.statusSelection}>
          {`⬚ ${selection.bounds.width} × ${selection.bounds.height}`}
        </span>
      )}
      <span className="status__item" data-tip={t.statusZoom}>{`${zoom} %`}</span>
      {!timeline && (
        <span className="status__item">{t.statusFrame(indexOf(sprite, document.frame) + 1, sprite.frames.length)}</span>
      )}
    </>
  );
}
