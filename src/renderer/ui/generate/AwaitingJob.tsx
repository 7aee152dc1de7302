import type { AwaitedTake, GenerationId } from '../../../shared/ipc.ts';
import type { Editor } from '../../editor/editor.ts';
import { openGranted } from '../../editor/files.ts';
import { insertInto } from '../../editor/generations.ts';
import { recover } from '../../editor/recovery/recover.ts';
import { RequestFailed } from '../../editor/requestFailed.ts';
import type { Texts } from '../texts/en.ts';
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
      <p role="status">{t.jobAwaits(nameOf(take, t))}</p>
      <button
        type="button"
        className="button button--small button--primary"
        onClick={() => run(() => openAwaited(editor, take, t))}
      >
        {t.jobAwaitsOpen}
      </button>
      <button type="button" className="button button--small" onClick={() => insertInto(editor, id, { document: null })}>
        {t.jobAwaitsNew}
      </button>
    </div>
  );
}

function nameOf(take: AwaitedTake, t: Texts): string {
  if ('file' in take) return take.file.name;
  return take.name === '' ? t.recoveryUnnamed : take.name;
}

/** Opens the sprite, upon which the frames come in by themselves. */
async function openAwaited(editor: Editor, take: AwaitedTake, t: Texts): Promise<void> {
  if ('file' in take) return openGranted(editor, [take.file]);
  const left = (await editor.requests.recoverables()).find(({ id }) => id === take.kept);
  if (left === undefined)
    throw new RequestFailed({ code: 'file_not_found', message: 'The sprite is not kept any more.' });
  await recover(editor, left, t.recoveryUnnamed);
}
