import type { Generation } from '../../../shared/ipc.ts';
import { insertGeneration, retryGeneration } from '../../editor/generations.ts';
import { studioOnGeneration } from '../../editor/studio/studioOpening.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';
import { ClipPlayer } from './ClipPlayer.tsx';

/** A finished job: the loop plays, and can be used again. */
export function DoneJob({ generation, frameCount }: { readonly generation: Generation; readonly frameCount: number }) {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const { id } = generation;
  const insert = () => insertGeneration(editor, id, { document: editor.store.get().active });
  return (
    <div className="job__done">
      <ClipPlayer id={id} />
      <div className="job__actions">
        <p>{t.jobDone(frameCount)}</p>
        <button type="button" className="button button--small" onClick={() => run(insert)}>
          {t.jobInsertLayer}
        </button>
        <button
          type="button"
          className="button button--small"
          onClick={() => editor.store.update((session) => studioOnGeneration(session, generation))}
        >
          {t.jobStudio}
        </button>
        <button
          type="button"
          className="button button--small"
          onClick={() => run(() => editor.requests.saveSourceVideo(id))}
        >
          {t.jobSaveVideo}
        </button>
        <button type="button" className="button button--small" onClick={() => run(() => retryGeneration(editor, id))}>
          {t.jobRunAgain}
        </button>
      </div>
    </div>
  );
}
