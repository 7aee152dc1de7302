import { ChevronLeft, ChevronRight, Minus, Pause, Play, Plus } from 'lucide-react';
import { zoomBy } from '../../editor/studio/applyAction.ts';
import { BACKDROPS, stepFrame, takeOf, withLook } from '../../editor/studio/studioState.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useStudio, useStudioState } from './useStudio.ts';

/** Under the frames: play and step, how long each is shown, what stands behind them, the zoom. */
export function ResultBar() {
  const t = useTexts();
  const { update } = useStudio();
  const playing = useStudioState((state) => state.playing);
  const frame = useStudioState((state) => state.frame);
  const frames = useStudioState((state) => takeOf(state).cut?.clip.frames ?? null);
  return (
    <div className="result-bar">
      <IconButton
        icon={ChevronLeft}
        label={t.studioPreviousFrame}
        shortcut="←"
        onPress={() => update((state) => stepFrame(state, -1))}
      />
      <IconButton
        icon={playing ? Pause : Play}
        label={playing ? t.studioPause : t.studioPlay}
        shortcut="Space"
        onPress={() => update((state) => ({ ...state, playing: !state.playing }))}
      />
      <IconButton
        icon={ChevronRight}
        label={t.studioNextFrame}
        shortcut="→"
        onPress={() => update((state) => stepFrame(state, 1))}
      />
      {frames && (
        <span className="result-bar__frame">
          {t.studioFrameOf(frame + 1, frames.length)}
          <span className="hint">{t.studioMilliseconds(frames[frame]?.duration ?? 0)}</span>
        </span>
      )}
      <span className="result-bar__space" />
      <Backdrops />
      <Zoom />
    </div>
  );
}

function Backdrops() {
  const t = useTexts();
  const { update } = useStudio();
  const backdrop = useStudioState((state) => state.look.backdrop);
  return (
    <div className="backdrops" role="radiogroup" aria-label={t.studioBackdrop}>
      {BACKDROPS.map((value) => (
        <label key={value} className="backdrops__choice" data-backdrop={value} data-tip={t.backdropNames[value]}>
          <input
            type="radio"
            name="backdrop"
            aria-label={t.backdropNames[value]}
            checked={value === backdrop}
            onChange={() => update((state) => withLook(state, { backdrop: value }))}
          />
        </label>
      ))}
    </div>
  );
}

function Zoom() {
  const t = useTexts();
  const { update } = useStudio();
  const zoom = useStudioState((state) => state.look.zoom);
  const step = (by: number) => update((state) => zoomBy(state, by));
  return (
    <fieldset className="result-bar__zoom" aria-label={t.studioZoom}>
      <IconButton icon={Minus} label={t.studioZoomOut} shortcut="-" onPress={() => step(-1)} />
      <button
        type="button"
        className="button button--small result-bar__fit"
        aria-pressed={zoom === 'fit'}
        onClick={() => update((state) => withLook(state, { zoom: 'fit' }))}
      >
        {zoom === 'fit' ? t.studioZoomFit : t.studioZoomTimes(zoom)}
      </button>
      <IconButton icon={Plus} label={t.studioZoomIn} shortcut="+" onPress={() => step(1)} />
    </fieldset>
  );
}
