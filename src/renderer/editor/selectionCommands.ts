import type { CommandId } from '../../shared/commands.ts';
import { pixelConverter } from '../../shared/sprite/convert.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import { clearSelected, fillSelected, flip, setSurface, surfaceAt } from '../../shared/sprite/edits/paintEdits.ts';
import { formatOf } from '../../shared/sprite/edits/spriteEdits.ts';
import type { Edit } from '../../shared/sprite/history.ts';
import { contentBounds, editRaster, emptyRaster, getPixel } from '../../shared/sprite/raster.ts';
import { intersect, isEmpty, moved, type Point, type Rect } from '../../shared/sprite/rect.ts';
import { eachPixel, invertSelection, isSelected, selectRect } from '../../shared/sprite/selection.ts';
import type { Clip } from './clipboard.ts';
import { editDocument, setSelection, spriteOf } from './documents.ts';
import { canDraw } from './pointer.ts';
import { activeDocument, type Document, type Session, updateDocument } from './session.ts';
import { type Floating, flipped, floatingIn, setDown } from './tools/floating.ts';
import { colorToPixel } from './tools/ink.ts';

type Change = (session: Session) => Session;

const clear = drawing('clear', (document) => {
  const sheet = sheetOf(document);
  return sheet ? setSurface(document, sheet.under) : clearSelected(document, document.history.now.selection);
});

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
  flipHorizontal: flipping('flipHorizontal', 'horizontal'),
  flipVertical: flipping('flipVertical', 'vertical'),
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

function drawing(label: CommandId, editOf: (document: Document) => Edit): Change {
  return (session) =>
    updateDocument(session, session.active, (document) =>
      canDraw(document) ? editDocument(document, label, editOf(document)) : document,
    );
}

function flipping(label: CommandId, axis: 'horizontal' | 'vertical'): Change {
  return (session) =>
    updateDocument(session, session.active, (document) => {
      if (!canDraw(document)) return document;
      const sheet = sheetOf(document);
      if (sheet === undefined)
        return editDocument(document, label, flip(document, document.history.now.selection, axis));
      const { sprite, selection } = setDown(flipped(sheet, axis), spriteOf(document), 0, 0);
      return editDocument(document, label, () => sprite, selection);
    });
}

/** The pixels that were pasted or moved last, while they are what is selected. */
function sheetOf(document: Document): Floating | undefined {
  const { selection } = document.history.now;
  if (selection === null) return undefined;
  return floatingIn({ sprite: spriteOf(document), layer: document.layer, frame: document.frame, selection });
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

/**
 * Pixels go back to where they were taken from, or to the middle of a canvas that ends before there. They are selected,
 * and lie on what was there as a sheet that can be moved at once.
 */
function pasted(document: Document, clip: Clip): Document {
  if (!canDraw(document)) return document;
  const sprite = spriteOf(document);
  const { layer, frame } = document;
  const fromRgba = pixelConverter(RGBA, formatOf(sprite, indexOf(sprite, frame)));
  const { raster: under, origin } = surfaceAt(sprite, document);
  const pixels = editRaster(emptyRaster(under.mode, under.empty), (draft) =>
    eachPixel(clip.bounds, (x, y) => {
      const color = getPixel(clip.raster, x, y);
      if (color !== 0) draft.set(x, y, fromRgba(color));
    }),
  );
  const selection = selectRect(clip.bounds);
  if (selection === null) return document;
  const { x, y } = wayOnto(canvasOf(document), clip.bounds);
  const landed = setDown({ layer, frame, under, origin, pixels, shift: { x: 0, y: 0 }, selection }, sprite, x, y);
  return editDocument(document, 'paste', () => landed.sprite, landed.selection);
}

/** How far an area must move to be seen on a canvas. */
function wayOnto(canvas: Rect, area: Rect): Point {
  if (!isEmpty(intersect(canvas, area))) return { x: 0, y: 0 };
  return {
    x: Math.floor((canvas.width - area.width) / 2) - area.x,
    y: Math.floor((canvas.height - area.height) / 2) - area.y,
  };
}

const RGBA = { mode: 'rgba', colors: [], transparentIndex: 0 } as const;
