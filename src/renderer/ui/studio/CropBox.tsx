import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Area } from '../../../shared/clip/clipSettings.ts';
import { CROP_EDGES, type CropHandle, dragCrop, withinVideo } from '../../editor/studio/cropArea.ts';
import { cropTo, settle } from '../../editor/studio/studioState.ts';
import type { Size } from '../../editor/view.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useStudio } from './useStudio.ts';

interface CropDrag {
  readonly handle: CropHandle;
  readonly from: Area;
  readonly x: number;
  readonly y: number;
  /** Pixels of the video for each CSS pixel. */
  readonly scale: number;
}

/** The area that the frames show, over the source. Dragging it makes it the artist's own. */
export function CropBox(props: { readonly area: Area; readonly video: Size; readonly drawn: boolean }) {
  const { area, video, drawn } = props;
  const t = useTexts();
  const { update } = useStudio();
  const drag = useRef<CropDrag | null>(null);
  const set = (next: Area) => update((state) => cropTo(state, next, 'crop'));
  const begin = (handle: CropHandle) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.closest('.source__picture')?.getBoundingClientRect();
    const scale = video.width / (box?.width || video.width);
    drag.current = { handle, from: withinVideo(area, video), x: event.clientX, y: event.clientY, scale };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (drag.current === null) return;
    const { handle, from, x, y, scale } = drag.current;
    const next = dragCrop(from, handle, (event.clientX - x) * scale, (event.clientY - y) * scale, video);
    if (JSON.stringify(next) !== JSON.stringify(area)) set(next);
  };
  const end = () => {
    drag.current = null;
    update(settle);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const way = ARROWS[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    set(dragCrop(withinVideo(area, video), event.altKey ? 'se' : 'move', way[0] * far, way[1] * far, video));
  };
  const listeners = { onPointerMove: move, onPointerUp: end, onPointerCancel: end };
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  const place = {
    left: percent(area.x, video.width),
    top: percent(area.y, video.height),
    width: percent(area.width, video.width),
    height: percent(area.height, video.height),
  };
  return (
    <>
      {drawn && (
        <div className="crop-shade" aria-hidden="true">
          <div className="crop-shade__hole" style={place} />
        </div>
      )}
      <div className="crop" data-drawn={drawn} style={place}>
        <button
          type="button"
          className="crop__inside"
          aria-label={`${t.studioCropBox}, ${t.studioCropSize(Math.round(area.width), Math.round(area.height))}`}
          data-tip={t.studioCropHint}
          onPointerDown={begin('move')}
          onKeyDown={press}
          onKeyUp={end}
          {...listeners}
        />
        {CROP_EDGES.map((edge) => (
          <span key={edge} className="crop__edge" data-edge={edge} onPointerDown={begin(edge)} {...listeners} />
        ))}
      </div>
    </>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
