import { Maximize2, Minimize2, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { TimeRange } from '../../../shared/clip/clipSettings.ts';
import { lengthOf } from '../../editor/studio/lengthOf.ts';
import { changeSettings, settle, takeOf, videoOf } from '../../editor/studio/studioState.ts';
import { rangeOf } from '../../editor/studio/timeRange.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { ScrubTrack } from './ScrubTrack.tsx';
import { timeText } from './timeText.ts';
import { useStudio, useStudioState } from './useStudio.ts';
import './Scrubber.css';

/** The video along time: stills, the range that is used, the playhead, and where the frames are from. */
export function Scrubber() {
  const t = useTexts();
  const { update } = useStudio();
  const [close, setClose] = useState<TimeRange | null>(null);
  const range = useStudioState((state) => takeOf(state).draft.settings.range);
  const seconds = useStudioState((state) => state.seconds);
  const length = useStudioState(lengthOf);
  const longest = useStudioState((state) => videoOf(state)?.longestRange ?? length);
  const time = { length, longest };
  const { from, to } = rangeOf(range, time);
  const shown = close ?? { from: 0, to: length };
  const fit = () => {
    // Some of what is around stays in sight, so that the range can be made larger.
    const margin = (to - from) * 0.15;
    setClose(close === null ? { from: Math.max(0, from - margin), to: Math.min(length, to + margin) } : null);
  };
  return (
    <fieldset className="scrubber" aria-label={t.studioScrubber}>
      {length > 0 && <ScrubTrack key={`${shown.from} ${shown.to}`} shown={shown} time={time} />}
      <div className="scrubber__times">
        <span>
          <span className="hint">{t.studioIn}</span> {timeText(from)}
        </span>
        <span className="scrubber__now" role="timer">
          {timeText(seconds)}
        </span>
        <span>
          <span className="hint">{t.studioOut}</span> {timeText(to)}
        </span>
        <span className="scrubber__length hint">{t.studioLength((to - from).toFixed(2))}</span>
        <IconButton
          icon={close ? Minimize2 : Maximize2}
          label={close ? t.studioZoomWhole : t.studioZoomRange}
          disabled={close === null && range === null}
          onPress={fit}
        />
        <IconButton
          icon={RotateCcw}
          label={t.studioRangeAll}
          disabled={range === null || length > longest}
          onPress={() => {
            setClose(null);
            update((state) => settle(changeSettings(state, { range: null }, 'range')));
          }}
        />
      </div>
    </fieldset>
  );
}
