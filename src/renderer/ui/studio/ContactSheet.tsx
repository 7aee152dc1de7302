import { RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, type WheelEvent } from 'react';
import {
  clipFrameAt,
  keptCount,
  moveFrame,
  placeOfClipFrame,
  sheetOf,
  toggleFrame,
} from '../../editor/studio/sheet.ts';
import { changeSheet, resetSheet, showFrame, takeOf } from '../../editor/studio/studioState.ts';
import { useTexts } from '../texts/useTexts.ts';
import { SheetThumb } from './SheetThumb.tsx';
import { useSheetDrag } from './useSheetDrag.ts';
import { useStudio, useStudioState } from './useStudio.ts';
import './ContactSheet.css';

/** All frames with how long each is shown: drop, take back, and put in another order. */
export function ContactSheet() {
  const t = useTexts();
  const { update } = useStudio();
  const list = useRef<HTMLDivElement>(null);
  const take = useStudioState(takeOf);
  const shown = useStudioState((state) => state.frame);
  const sheet = useMemo(() => sheetOf(take.draft.sheet, take.cut?.report.frames ?? []), [take.draft.sheet, take.cut]);
  const drag = useSheetDrag(list, (from, to) =>
    update((state) => changeSheet(state, (all) => moveFrame(all, from, to))),
  );
  const current = placeOfClipFrame(sheet, shown);
  const focus = (place: number) => list.current?.querySelectorAll<HTMLElement>('[role="option"]')[place]?.focus();
  const go = (place: number) => {
    const frame = clipFrameAt(sheet, place);
    if (frame !== null) update((state) => showFrame({ ...state, playing: false }, frame));
    focus(place);
  };
  const turn = ({ deltaX, deltaY }: WheelEvent) => {
    if (Math.abs(deltaY) > Math.abs(deltaX)) list.current?.scrollBy({ left: deltaY });
  };
  const press = (place: number) => (event: KeyboardEvent<HTMLElement>) => {
    const to = placeAfter(event.key, place, sheet.length);
    const drops = event.key === 'Delete' || event.key === 'Backspace';
    if (to === undefined && !drops && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    if (to === undefined)
      return drops ? update((state) => changeSheet(state, (all) => toggleFrame(all, place))) : go(place);
    if (event.altKey) update((state) => changeSheet(state, (all) => moveFrame(all, place, to)));
    if (event.altKey) requestAnimationFrame(() => focus(to));
    else go(to);
  };
  if (sheet.length === 0) return <section className="sheet" aria-label={t.sheetLabel} />;
  return (
    <section className="sheet" aria-label={t.sheetLabel}>
      <div
        className="sheet__frames"
        role="listbox"
        aria-label={t.sheetLabel}
        aria-orientation="horizontal"
        ref={list}
        onWheel={turn}
      >
        {sheet.map((frame, place) => (
          <SheetThumb
            // biome-ignore lint/suspicious/noArrayIndexKey: a frame may stand twice in a sheet, and its place is what it is
            key={place}
            place={place}
            frame={frame}
            seen={take.seen.get(frame.number) ?? null}
            duration={durationAt(take.cut?.clip.frames, clipFrameAt(sheet, place))}
            current={place === current}
            tabbable={place === Math.max(0, current)}
            moved={drag.markFor(place)}
            onGo={() => go(place)}
            onToggle={() => update((state) => changeSheet(state, (all) => toggleFrame(all, place)))}
            onKeyDown={press(place)}
            onPointerDown={drag.begin(place)}
          />
        ))}
      </div>
      <footer className="sheet__foot">
        <span className="hint">{t.sheetHint}</span>
        {take.draft.sheet !== null && (
          <>
            <span>{t.reportOf(keptCount(sheet), sheet.length)}</span>
            <button type="button" className="button button--small" onClick={() => update(resetSheet)}>
              <RotateCcw size={12} aria-hidden="true" />
              {t.sheetAll}
            </button>
          </>
        )}
      </footer>
    </section>
  );
}

function durationAt(frames: readonly { readonly duration: number }[] | undefined, at: number | null): number | null {
  return at === null ? null : (frames?.[at]?.duration ?? null);
}

function placeAfter(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, place - 1);
    case 'ArrowRight':
      return Math.min(count - 1, place + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
