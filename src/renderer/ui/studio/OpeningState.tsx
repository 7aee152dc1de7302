import { VideoOff } from 'lucide-react';
import { chooseMissingVideo, chooseVideo } from '../../editor/importing.ts';
import { leaveStudio } from '../../editor/studio/studioOpening.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useUpdate } from '../useSession.ts';
import { useStudio, useStudioState } from './useStudio.ts';

/** Before there is a video to show: that it is being opened, or why it cannot be. */
export function OpeningState() {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const leave = useUpdate();
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
  const { maker, wanted } = live.opening;
  const words = errorWords(phase.error, language);
  const missing = wanted !== null && MISSING.has(phase.error.code);
  return (
    <div className="studio__opening" role="alert">
      <VideoOff size={32} strokeWidth={1.4} className="studio__sign" aria-hidden="true" />
      <h2>{words.what}</h2>
      <p className="hint studio__missing">
        {missing ? t.studioMissing(maker.kind === 'video' ? maker.file : maker.prompt, maker.kind) : words.todo}
      </p>
      <div className="studio__ways">
        {missing ? (
          <button type="button" className="button" onClick={() => leave(leaveStudio)}>
            {t.studioBack}
          </button>
        ) : (
          <button type="button" className="button" onClick={() => live.retry()}>
            {t.studioTryAgain}
          </button>
        )}
        <button
          type="button"
          className="button button--primary"
          onClick={() => run(() => (missing ? chooseMissingVideo(editor) : chooseVideo(editor)))}
        >
          {missing ? t.studioFind : t.studioOther}
        </button>
      </div>
    </div>
  );
}

/** Failures that the right file mends. */
const MISSING: ReadonlySet<string> = new Set(['video_not_kept', 'other_video']);
