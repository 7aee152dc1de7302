import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { FrameSource } from '../../../shared/clip/clipReport.ts';
import type { TimeRange } from '../../../shared/clip/clipSettings.ts';
import { changeSettings, seek, settle, takeOf } from '../../editor/studio/studioState.ts';
import { moveEnd, moveRange, rangeOf, type VideoTime } from '../../editor/studio/timeRange.ts';
import { useTexts } from '../texts/useTexts.ts';
import { StillStrip } from './StillStrip.tsx';
import { timeText } from './timeText.ts';
import { useStudio, useStudioState } from './useStudio.ts';

type Part = 'head' | 'from' | 'to' | 'range';

/** The strip itself: drag the ends, the bar above the range, or anywhere else to move the playhead. */
export function ScrubTrack({ shown, time }: { readonly shown: TimeRange; readonly time: VideoTime }) {
  const t = useTexts();
  const { update } = useStudio();
  const track = useRef<HTMLDivElement>(null);
  const range = useStudioState((state) => takeOf(state).draft.settings.range);
  const seconds = useStudioState((state) => state.seconds);
  const { from, to } = rangeOf(range, time);
  const act = useParts(time);
  const held = useRef<{ readonly part: Part; readonly at: number } | null>(null);
  const secondsAt = ({ clientX }: PointerEvent<HTMLElement>): number => {
    const box = track.current?.getBoundingClientRect();
    const share = box ? (clientX - box.left) / box.width : 0;
    return shown.from + share * (shown.to - shown.from);
  };
  const begin = (part: Part) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { part, at: secondsAt(event) };
    if (part === 'head') act.to('head', secondsAt(event));
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (held.current === null) return;
    const at = secondsAt(event);
    if (held.current.part === 'range') act.by('range', at - held.current.at);
    else act.to(held.current.part, at);
    held.current = { ...held.current, at };
  };
  const end = () => {
    held.current = null;
    update(settle);
  };
  const place = (at: number) => `${(100 * (at - shown.from)) / (shown.to - shown.from)}%`;
  const pointer = (part: Part) => ({
    onPointerDown: begin(part),
    onPointerMove: drag,
    onPointerUp: end,
    onPointerCancel: end,
  });
  const handle = (part: Part, label: string, value: number) => ({
    ...pointer(part),
    role: 'slider',
    tabIndex: 0,
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': time.length,
    'aria-valuenow': value,
    'aria-valuetext': timeText(value),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const by = STEPS[event.key];
      if (by === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act.by(part, by * (event.shiftKey ? 0.5 : 0.04));
    },
    onKeyUp: () => update(settle),
  });
  return (
    <div className="track" ref={track} {...pointer('head')}>
      <StillStrip shown={shown} />
      <div className="track__outside" style={{ left: 0, width: place(from) }} />
      <div className="track__outside" style={{ left: place(to), right: 0 }} />
      <div className="track__range" style={{ left: place(from), width: `calc(${place(to)} - ${place(from)})` }}>
        <div className="track__bar" {...handle('range', t.studioRangeMove, from)} />
        <div className="track__end" data-end="from" {...handle('from', t.studioRangeStart, from)} />
        <div className="track__end" data-end="to" {...handle('to', t.studioRangeEnd, to)} />
      </div>
      <FrameTicks place={place} />
      <div className="track__head" style={{ left: place(seconds) }} {...handle('head', t.studioPlayhead, seconds)} />
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/** Moves a part to a time or by some seconds. */
function useParts(time: VideoTime) {
  const { update, store } = useStudio();
  const value = (part: Part): number => {
    const state = store.get();
    const range = rangeOf(takeOf(state).draft.settings.range, time);
    return part === 'head' ? state.seconds : part === 'to' ? range.to : range.from;
  };
  const to = (part: Part, at: number): void =>
    update((state) => {
      if (part === 'head') return seek(state, at);
      const { range } = takeOf(state).draft.settings;
      const next = part === 'range' ? moveRange(range, at - value('range'), time) : moveEnd(range, part, at, time);
      // The picture shows what is being chosen.
      return seek(changeSettings(state, { range: next }, 'range'), part === 'to' ? at - 0.02 : at);
    });
  return { to, by: (part: Part, seconds: number): void => to(part, value(part) + seconds) };
}

/** Where the finished frames are from. */
function FrameTicks({ place }: { readonly place: (seconds: number) => string }) {
  const frames = useStudioState((state) => takeOf(state).cut?.report.frames ?? NONE);
  const shown = useStudioState((state) => state.frame);
  return (
    <div className="track__ticks" aria-hidden="true">
      {frames.map(({ seconds }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a frame may stand twice in a clip, and its place is what it is
        <span key={at} className="track__tick" data-shown={at === shown} style={{ left: place(seconds) }} />
      ))}
    </div>
  );
}

const NONE: readonly FrameSource[] = [];
