import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { columnsInView, type GridMeasures, rowsInView, type Span, scrollToShow } from './gridMeasures.ts';

export interface GridView {
  readonly columns: Span;
  readonly rows: Span;
}

/** Which columns and rows have to exist for what is scrolled into view. */
export function useGridView(scroller: RefObject<HTMLElement | null>, grid: GridMeasures): GridView {
  const [box, setBox] = useState({ left: 0, top: 0, width: 960, height: 320 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => {
      const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = element;
      setBox((before) => {
        const next = { left, top, width, height };
        return sameView(viewOf(grid, before), viewOf(grid, next)) ? before : next;
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
  }, [scroller, grid]);
  return viewOf(grid, box);
}

function viewOf(grid: GridMeasures, box: { left: number; top: number; width: number; height: number }): GridView {
  return { columns: columnsInView(grid, box.left, box.width), rows: rowsInView(grid, box.top, box.height) };
}

function sameView(a: GridView, b: GridView): boolean {
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
  grid: GridMeasures,
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
    const to = scrollToShow(grid, view, { row, column });
    if (to.x !== view.x || to.y !== view.y) element.scrollTo(to.x, to.y);
  }, [scroller, grid, row, column]);
}
