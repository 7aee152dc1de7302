import { VideoOff } from 'lucide-react';
import { isLost } from '../../editor/studio/lostVideo.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useStudio, useStudioState } from './useStudio.ts';
import { WaysBack } from './WaysBack.tsx';

/** That the video went while it was open, what still works, and what may bring it back. */
export function LostVideo() {
  const t = useTexts();
  const live = useStudio();
  const language = useLanguage();
  const lost = useStudioState((state) => state.lost);
  const failure = useStudioState((state) => state.failure);
  if (lost === null) return null;
  const { error, seeking } = lost;
  const needed = failure !== null && isLost(failure);
  return (
    <li className="warning warning--failure">
      <VideoOff size={14} aria-hidden="true" />
      <span className="warning__text">
        {seeking
          ? t.studioSeeking
          : `${errorWords(error, language).what} ${needed ? t.studioLostNeeded : t.studioLost}`}
      </span>
      {seeking ? (
        <button type="button" className="button button--small" onClick={() => live.stopSeeking()}>
          {t.studioCancel}
        </button>
      ) : (
        <WaysBack error={error} small />
      )}
    </li>
  );
}
