import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Size } from '../../editor/view.ts';

/** An element's inside in CSS pixels, kept up to date. */
export function useRoom<Part extends HTMLElement>(): readonly [RefObject<Part | null>, Size] {
  const ref = useRef<Part>(null);
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, room];
}
