import { VideoOff } from 'lucide-react';
import type { Failure } from '../../../shared/ipc.ts';
import { chooseVideo } from '../../editor/importing.ts';
import { isLost } from '../../editor/studio/lostVideo.ts';
import { leaveStudio } from '../../editor/studio/studioOpening.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession, useUpdate } from '../useSession.ts';
import { useStudio, useStudioState } from './useStudio.ts';
import { LONG, useWaited } from './useWaited.ts';
import { WaysBack } from './WaysBack.tsx';

/** Before there is a video to show: that it is being opened, or why it cannot be. */
export function OpeningState() {
  const phase = useStudioState((state) => state.phase);
  return phase.kind === 'failed' ? <NotOpened error={phase.error} /> : <BeingOpened />;
}

function BeingOpened() {
  const t = useTexts();
  const leave = useUpdate();
  const fetching = useSession(({ studioProgress }) => studioProgress?.stage === 'fetching');
  const waited = useWaited(true);
  return (
    <div className="studio__opening" role="status">
      <span className="studio__pulse" aria-hidden="true" />
      <p>{fetching ? t.studioFetching : t.studioOpening}</p>
      <button
        type="button"
        className="button button--small studio__call-off"
        data-late={waited < LONG}
        onClick={() => leave(leaveStudio)}
      >
        {t.studioCancel}
      </button>
    </div>
  );
}

function NotOpened({ error }: { readonly error: Failure }) {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const leave = useUpdate();
  const live = useStudio();
  const language = useLanguage();
  const { maker, wanted } = live.opening;
  const words = errorWords(error, language);
  const missing = wanted !== null && (isLost(error) || error.code === 'other_video' || error.code === 'video_changed');
  const name = maker.kind === 'video' ? maker.file : maker.prompt;
  return (
    <div className="studio__opening" role="alert">
      <VideoOff size={32} strokeWidth={1.4} className="studio__sign" aria-hidden="true" />
      <h2>{words.what}</h2>
      <p className="hint studio__missing">
        {missing ? t.studioMissing(name, maker.kind, live.waysBack(error).fetch !== null) : words.todo}
      </p>
      <div className="studio__ways">
        <button type="button" className="button" onClick={() => leave(leaveStudio)}>
          {t.studioBack}
        </button>
        <WaysBack error={error} />
        {wanted === null && (
          <button type="button" className="button button--primary" onClick={() => run(() => chooseVideo(editor))}>
            {t.studioOther}
          </button>
        )}
      </div>
    </div>
  );
}
