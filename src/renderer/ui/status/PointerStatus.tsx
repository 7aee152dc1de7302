import { alpha, toHex } from '../../../shared/sprite/color.ts';
import { composite } from '../../../shared/sprite/composite.ts';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import type { Point } from '../../../shared/sprite/rect.ts';
import { shownSprite } from '../../editor/pointer.ts';
import { activeDocument, type Document } from '../../editor/session.ts';
import { cssColor } from '../color/colorSpaces.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';

/** The pixel under the pointer, and its colour. The place stays taken while there is none, so that nothing jumps. */
export function PointerStatus() {
  const t = useTexts();
  const pointer = useSession((session) => session.pointer);
  const document = useSession(activeDocument);
  const color = pointer && document ? colorAt(document, pointer) : 0;
  return (
    <span className="status__pointer" data-tip={t.statusPosition}>
      {pointer && <span>{`${pointer.x}, ${pointer.y}`}</span>}
      {pointer && alpha(color) > 0 && (
        <>
          <span className="status__swatch" style={{ background: cssColor(color) }} />
          <span>{toHex(color)}</span>
        </>
      )}
    </span>
  );
}

function colorAt(document: Document, { x, y }: Point): number {
  const sprite = shownSprite(document);
  if (x < 0 || y < 0 || x >= sprite.width || y >= sprite.height) return 0;
  return composite(sprite, indexOf(sprite, document.frame), { x, y, width: 1, height: 1 })[0] ?? 0;
}
