import { leaveStudio } from '../../editor/studio/studioOpening.ts';
import { takeOf, videoOf } from '../../editor/studio/studioState.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { useStudio, useStudioState } from './useStudio.ts';
import { LONG, PATIENCE, useWaited } from './useWaited.ts';

/** How far the frames are; nothing while they are as exact as they get. */
export function Busy({ large = false }: { readonly large?: boolean }) {
  const t = useTexts();
  const live = useStudio();
  const busy = useStudioState((state) => state.busy);
  const id = useStudioState((state) => videoOf(state)?.id);
  const none = useStudioState((state) => takeOf(state).cut === null);
  const canUndo = useStudioState((state) => takeOf(state).past.length > 0);
  const leave = useUpdate();
  // Without a step to go back to there are no frames yet, and nothing to stay for.
  const cancel = () => (canUndo ? live.cancel() : leave(leaveStudio));
  const progress = useSession((session) => session.studioProgress);
  const waited = useWaited(busy !== null);
  const className = large ? 'busy busy--large' : 'busy';
  // Without frames the middle of the stage tells of it.
  if (busy === null || waited < PATIENCE || none !== large) return <span className={className} role="status" />;
  const told = progress?.id === id ? progress : null;
  const words =
    told?.stage === 'decoding' ? t.studioDecoding : none || busy === 'coarse' ? t.studioCutting : t.studioRefining;
  return (
    <span className={className} role="status">
      <span className="busy__bar" aria-hidden="true">
        <span className="busy__done" style={{ transform: `scaleX(${told?.fraction ?? 0})` }} />
      </span>
      <span className="busy__words">{words}</span>
      {waited >= LONG && (canUndo || none) && (
        <button type="button" className="button button--small" onClick={cancel}>
          {t.studioCancel}
        </button>
      )}
    </span>
  );
}
