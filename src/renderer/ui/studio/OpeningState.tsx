import { VideoOff } from 'lucide-react';
import { chooseVideo } from '../../editor/importing.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';
import { useStudio, useStudioState } from './useStudio.ts';

/** Before there is a video to show: that it is being opened, or why it cannot be. */
export function OpeningState() {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const live = useStudio();
  const language = useLanguage();
  const phase = useStudioState((state) => state.phase);
  if (phase.kind !== 'failed') {
    return (
      <div className="studio__opening" role="status">
        <span className="studio__pulse" aria-hidden="true" />
        <p>{t.studioOpening}</p>
      </div>
    );
  }
  const words = errorWords(phase.error, language);
  return (
    <div className="studio__opening" role="alert">
      <VideoOff size={32} strokeWidth={1.4} className="studio__sign" aria-hidden="true" />
      <h2>{words.what}</h2>
      <p className="hint">{words.todo}</p>
      <div className="studio__ways">
        <button type="button" className="button" onClick={() => live.retry()}>
          {t.studioTryAgain}
        </button>
        <button type="button" className="button button--primary" onClick={() => run(() => chooseVideo(editor))}>
          {t.studioOther}
        </button>
      </div>
    </div>
  );
}
