import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { columnsInView, rowsInView, type Sheet, type Span, scrollToShow } from './sheet.ts';

export interface SheetView {
  readonly columns: Span;
  readonly rows: Span;
}

/** Which columns and rows have to exist for what is scrolled into view. */
export function useSheetView(scroller: RefObject<HTMLElement | null>, sheet: Sheet): SheetView {
  const [box, setBox] = useState({ left: 0, top: 0, width: 960, height: 320 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => {
      const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = element;
      setBox((before) => {
        const next = { left, top, width, height };
        return sameView(viewOf(sheet, before), viewOf(sheet, next)) ? before : next;
      });
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, sheet]);
  return viewOf(sheet, box);
}

function viewOf(sheet: Sheet, box: { left: number; top: number; width: number; height: number }): SheetView {
  return { columns: columnsInView(sheet, box.left, box.width), rows: rowsInView(sheet, box.top, box.height) };
}

function sameView(a: SheetView, b: SheetView): boolean {
  return (
    a.columns.first === b.columns.first &&
    a.columns.last === b.columns.last &&
    a.rows.first === b.rows.first &&
    a.rows.last === b.rows.last
  );
}

/** Scrolls so that the current cell can be seen, whenever another one becomes current. */
export function useReveal(
  scroller: RefObject<HTMLElement | null>,
  sheet: Sheet,
  { row, column }: { readonly row: number | null; readonly column: number },
): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const view = {
      x: element.scrollLeft,
      y: element.scrollTop,
      width: element.clientWidth,
      height: element.clientHeight,
    };
    const to = scrollToShow(sheet, view, { row, column });
    if (to.x !== view.x || to.y !== view.y) element.scrollTo(to.x, to.y);
  }, [scroller, sheet, row, column]);
}
