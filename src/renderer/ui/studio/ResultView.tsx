import { useMemo } from 'react';
import type { StudioCut } from '../../../shared/studio.ts';
import { frameAtTime, timeOfFrame } from '../../editor/studio/frameTimes.ts';
import { framePixels, overlayPixels } from '../../editor/studio/overlayPixels.ts';
import { otherSide, SIDES, shownTake, type Take, takeOf, videoOf } from '../../editor/studio/studioState.ts';
import { crisp, zoomToFit } from '../../editor/studio/zoomSteps.ts';
import type { Size } from '../../editor/view.ts';
import { useTexts } from '../texts/useTexts.ts';
import { Busy } from './Busy.tsx';
import { backdropColor } from './backdropColor.ts';
import { OverlayLegend } from './OverlayLegend.tsx';
import { PixelCanvas } from './PixelCanvas.tsx';
import { useRoom } from './useRoom.ts';
import { useStageView } from './useStageView.ts';
import { useStudioState } from './useStudio.ts';
import './ResultView.css';

/** CSS pixels around a picture that is fitted. */
const MARGIN = 16;

/** The finished frames at a whole-number zoom; both takes side by side where the artist compares them. */
export function ResultView() {
  const [stage, room] = useRoom<HTMLDivElement>();
  useStageView(stage, room);
  const look = useStudioState((state) => state.look);
  const peek = useStudioState((state) => state.peek);
  const side = useStudioState((state) => state.side);
  const shown = useStudioState(shownTake);
  const still = useStudioState((state) => state.still);
  const takes = useStudioState((state) => state.takes);
  const key = takes[side].draft.settings.background;
  const style = { background: backdropColor(look.backdrop, key, still?.picture ?? null) };
  const compared = useStudioState((state) => state.compared);
  const beside = compared && look.beside && takes.a.cut !== null && takes.b.cut !== null;
  const letter = peek ? otherSide(side) : side;
  return (
    <div className="result">
      <div
        className={look.backdrop === 'checker' ? 'result__stage checkered' : 'result__stage'}
        ref={stage}
        style={look.backdrop === 'checker' ? undefined : style}
      >
        {shown.cut === null ? (
          <Busy large />
        ) : beside ? (
          SIDES.map((each) => (
            <Picture
              key={each}
              take={takes[each]}
              room={{ width: room.width / 2, height: room.height }}
              letter={each}
              front={each === side}
            />
          ))
        ) : (
          <Picture take={shown} room={room} letter={compared ? letter : null} front />
        )}
      </div>
      <OverlayLegend />
    </div>
  );
}

function Picture(props: {
  readonly take: Take;
  readonly room: Size;
  readonly letter: 'a' | 'b' | null;
  readonly front: boolean;
}) {
  const { cut } = props.take;
  return cut && <CutPicture {...props} cut={cut} />;
}

function CutPicture(props: {
  readonly cut: StudioCut;
  readonly room: Size;
  readonly letter: 'a' | 'b' | null;
  readonly front: boolean;
}) {
  const { cut, room, letter, front } = props;
  const t = useTexts();
  const { zoom, overlay } = useStudioState((state) => state.look);
  const frame = useFrameOf(cut);
  const video = useStudioState(videoOf);
  const { width, height } = cut.clip;
  const pixels = useMemo(() => framePixels(cut, frame), [cut, frame]);
  const over = useMemo(
    () => (overlay === 'none' || video === null ? null : overlayPixels(cut, frame, overlay, video)),
    [cut, frame, overlay, video],
  );
  const fitting = { width: room.width - 2 * MARGIN, height: room.height - 2 * MARGIN };
  const scale = crisp(zoom === 'fit' ? zoomToFit(cut.clip, fitting) : zoom, devicePixelRatio);
  const style = { width: width * scale, height: height * scale };
  return (
    <div className="result__picture" data-front={front} style={style}>
      <PixelCanvas
        {...{ width, height, pixels, style }}
        label={t.studioResult}
        className={over ? 'pixelated result__below' : 'pixelated'}
      />
      {over && <PixelCanvas {...{ width, height, style }} pixels={over} className="pixelated result__overlay" />}
      {letter && (
        <span className="result__letter" data-front={front} aria-hidden="true">
          {letter.toUpperCase()}
        </span>
      )}
    </div>
  );
}

/** Which frame of a cut is seen now: that of the take in front, or what the other one shows at the same moment. */
function useFrameOf(cut: StudioCut): number {
  return useStudioState((state) => {
    const { cut: front } = takeOf(state);
    if (front === null || front === cut) return Math.min(state.frame, cut.clip.frames.length - 1);
    return frameAtTime(cut.clip.frames, timeOfFrame(front.clip.frames, state.frame));
  });
}
