import type { CommandId } from '../../shared/commands.ts';
import { pixelConverter } from '../../shared/sprite/convert.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import { clearSelected, fillSelected, flip, paint, surfaceAt } from '../../shared/sprite/edits/paintEdits.ts';
import { formatOf } from '../../shared/sprite/edits/spriteEdits.ts';
import { contentBounds, editRaster, emptyRaster, getPixel } from '../../shared/sprite/raster.ts';
import { isEmpty, moved } from '../../shared/sprite/rect.ts';
import { eachPixel, invertSelection, isSelected, selectRect } from '../../shared/sprite/selection.ts';
import type { Clip } from './clipboard.ts';
import { editDocument, setSelection, spriteOf } from './documents.ts';
import { canDraw } from './pointer.ts';
import { activeDocument, type Document, type Session, updateDocument } from './session.ts';
import { colorToPixel } from './tools/ink.ts';

type Change = (session: Session) => Session;

const clear = drawing('clear', (document) => clearSelected(document, document.history.now.selection));

export const SELECTION_COMMANDS = {
  selectAll: (session) => {
    const document = activeDocument(session);
    return document ? setSelection(session, selectRect(canvasOf(document)), 'selectAll') : session;
  },
  deselect: (session) => setSelection(session, null, 'deselect'),
  reselect: (session) => {
    const last = activeDocument(session)?.lastSelection;
    return last ? setSelection(session, last, 'reselect') : session;
  },
  invertSelection: (session) => {
    const document = activeDocument(session);
    if (document === undefined) return session;
    return setSelection(
      session,
      invertSelection(document.history.now.selection, canvasOf(document)),
      'invertSelection',
    );
  },
  copy,
  cut: (session) => clear(copy(session)),
  clear,
  fill: (session) =>
    drawing('fill', (document) => {
      const sprite = spriteOf(document);
      const value = colorToPixel(sprite, document.frame, session.foreground);
      return fillSelected(document, document.history.now.selection, value);
    })(session),
  flipHorizontal: drawing('flipHorizontal', (document) => flip(document, document.history.now.selection, 'horizontal')),
  flipVertical: drawing('flipVertical', (document) => flip(document, document.history.now.selection, 'vertical')),
  paste: (session) => {
    const { clipboard } = session;
    return clipboard ? updateDocument(session, session.active, (document) => pasted(document, clipboard)) : session;
  },
} satisfies Partial<Record<CommandId, Change>>;

function copy(session: Session): Session {
  const document = activeDocument(session);
  const clipboard = document && copied(document);
  return clipboard ? { ...session, clipboard } : session;
}

function drawing(label: CommandId, editOf: (document: Document) => ReturnType<typeof paint>): Change {
  return (session) =>
    updateDocument(session, session.active, (document) =>
      canDraw(document) ? editDocument(document, label, editOf(document)) : document,
    );
}

function canvasOf(document: Document) {
  const { width, height } = spriteOf(document);
  return { x: 0, y: 0, width, height };
}

/** The selected pixels of the current cel, or all of it. */
function copied(document: Document): Clip | null {
  const sprite = spriteOf(document);
  const { selection } = document.history.now;
  const { raster, origin } = surfaceAt(sprite, document);
  const bounds = selection?.bounds ?? moved(contentBounds(raster), origin.x, origin.y);
  if (isEmpty(bounds)) return null;
  const toRgba = pixelConverter(formatOf(sprite, indexOf(sprite, document.frame)), RGBA);
  const pixels = editRaster(emptyRaster('rgba'), (draft) =>
    eachPixel(bounds, (x, y) => {
      const pixel = getPixel(raster, x - origin.x, y - origin.y);
      if (pixel !== raster.empty && isSelected(selection, x, y)) draft.set(x, y, toRgba(pixel));
    }),
  );
  return { raster: pixels, bounds };
}

/** Pixels go back to where they were taken from, and are selected so that they can be moved at once. */
function pasted(document: Document, clip: Clip): Document {
  if (!canDraw(document)) return document;
  const sprite = spriteOf(document);
  const fromRgba = pixelConverter(RGBA, formatOf(sprite, indexOf(sprite, document.frame)));
  const change = paint(document, (draft, origin) =>
    eachPixel(clip.bounds, (x, y) => {
      const color = getPixel(clip.raster, x, y);
      if (color !== 0) draft.set(x - origin.x, y - origin.y, fromRgba(color));
    }),
  );
  return editDocument(document, 'paste', change, selectRect(clip.bounds));
}

const RGBA = { mode: 'rgba', colors: [], transparentIndex: 0 } as const;
