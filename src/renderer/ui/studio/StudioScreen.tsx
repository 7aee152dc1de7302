import { useEffect, useMemo, useState } from 'react';
import { showDialog } from '../../editor/actions.ts';
import { reportFailure } from '../../editor/reportFailure.ts';
import { insertFromStudio } from '../../editor/studio/insertFromStudio.ts';
import { LiveStudio, type StudioTiming } from '../../editor/studio/LiveStudio.ts';
import { leaveStudio, type StudioOpening } from '../../editor/studio/studioOpening.ts';
import { hasWork, isReady } from '../../editor/studio/studioState.ts';
import { Notices } from '../notices/Notices.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';
import { ContactSheet } from './ContactSheet.tsx';
import { Controls } from './Controls.tsx';
import { InsertBar } from './InsertBar.tsx';
import { OpeningState } from './OpeningState.tsx';
import { ResultBar } from './ResultBar.tsx';
import { ResultHead } from './ResultHead.tsx';
import { ResultView } from './ResultView.tsx';
import { Scrubber } from './Scrubber.tsx';
import { SourceHead } from './SourceHead.tsx';
import { SourceView } from './SourceView.tsx';
import { StudioHead } from './StudioHead.tsx';
import { usePlayback } from './usePlayback.ts';
import { StudioContext, useStudio, useStudioState } from './useStudio.ts';
import { useStudioKeys } from './useStudioKeys.ts';
import { Warnings } from './Warnings.tsx';
import './StudioScreen.css';
import './StudioRoom.css';

const TIMING: StudioTiming = {
  nextPicture: (task) => void requestAnimationFrame(task),
  later: (task, milliseconds) => {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** The sprite studio: a video at the left, the frames that are cut from it beside it, everything that decides at the right. */
export function StudioScreen({ opening }: { readonly opening: StudioOpening }) {
  const editor = useEditor();
  const live = useMemo(() => new LiveStudio(editor, opening, TIMING), [editor, opening]);
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) live.update((state) => ({ ...state, playing: false }));
    void live.open();
    return () => live.close();
  }, [live]);
  return (
    <StudioContext value={live}>
      <div className="studio-room">
        <Studio />
      </div>
    </StudioContext>
  );
}

function Studio() {
  const t = useTexts();
  const editor = useEditor();
  const live = useStudio();
  const open = useStudioState((state) => state.phase.kind === 'open');
  const busy = useStudioState((state) => state.busy !== null);
  const [inserting, setInserting] = useState(false);
  const leave = () =>
    editor.store.update((session) =>
      hasWork(live.store.get()) ? showDialog(session, { kind: 'leaveStudio' }) : leaveStudio(session),
    );
  const insert = () => {
    if (inserting || !isReady(live.store.get())) return;
    setInserting(true);
    insertFromStudio(editor, live, new Date())
      .catch((error: unknown) => reportFailure(editor, error))
      .finally(() => setInserting(false));
  };
  useStudioKeys(live, { insert, leave });
  usePlayback(live);
  return (
    <section className="studio" aria-label={t.studio} aria-busy={busy}>
      <StudioHead onLeave={leave} />
      {open ? (
        <>
          <div className="studio__desk">
            <section className="pane studio__source" aria-label={t.studioVideo} data-region>
              <SourceHead />
              <SourceView />
              <Scrubber />
            </section>
            <section className="pane studio__result" aria-label={t.studioFrames} data-region>
              <ResultHead />
              <ResultView />
              <ResultBar />
              <Notices />
            </section>
            <div className="studio__below" data-region>
              <Warnings />
              <ContactSheet />
            </div>
          </div>
          <aside className="studio__controls" aria-label={t.studioSettings} data-region>
            <Controls />
          </aside>
          <InsertBar inserting={inserting} onInsert={insert} />
        </>
      ) : (
        <>
          <OpeningState />
          <Notices />
        </>
      )}
    </section>
  );
}
