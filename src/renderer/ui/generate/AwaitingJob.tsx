import type { AwaitedTake, GenerationId } from '../../../shared/ipc.ts';
import { openGranted } from '../../editor/files.ts';
import { insertInto } from '../../editor/generations.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';

/** Frames that are ready and belong over those of a sprite which is not open. */
export function AwaitingJob({ id, take }: { readonly id: GenerationId; readonly take: AwaitedTake }) {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  return (
    <div className="job__actions job__awaits">
      <p role="status">{t.jobAwaits(take.file.name)}</p>
      <button
        type="button"
        className="button button--small button--primary"
        onClick={() => run(() => openGranted(editor, [take.file]))}
      >
        {t.jobAwaitsOpen}
      </button>
      <button type="button" className="button button--small" onClick={() => insertInto(editor, id, { document: null })}>
        {t.jobAwaitsNew}
      </button>
    </div>
  );
}
