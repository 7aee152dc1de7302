import type { Failure, Generation } from '../../../shared/ipc.ts';
import { showDialog } from '../../editor/actions.ts';
import { retryGeneration } from '../../editor/generations.ts';
import type { Texts } from '../texts/en.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession } from '../useSession.ts';
import { useDraft } from './draft.ts';
import { isExplained, ownWordsOf, type Remedy, remedyFor } from './remedy.ts';

const REMEDY_TEXTS = {
  retry: 'remedyRetry',
  signIn: 'remedySignIn',
  connection: 'remedyConnection',
  key: 'remedyKey',
  limit: 'remedyLimit',
  prompt: 'remedyPrompt',
  ffmpeg: 'remedyFfmpeg',
} satisfies Record<Remedy, keyof Texts>;

/** A failed job: what happened, what to do, and one button that does it. */
export function FailedJob({ generation, error }: { readonly generation: Generation; readonly error: Failure }) {
  const t = useTexts();
  const words = errorWords(error, useLanguage());
  const generator = useSession((session) => session.settings.generator);
  const remedy = remedyFor(error.code, generator);
  const apply = useRemedy(generation);
  const run = useRun();
  const { requests } = useEditor();
  const ownWords = ownWordsOf(error);
  return (
    <div className="job__failed" role="alert">
      <p className="error-text">{words.what}</p>
      <p>{words.todo}</p>
      {ownWords !== '' && <p className="hint">{t.jobOwnWords(ownWords)}</p>}
      <button type="button" className="button button--small" onClick={() => apply(remedy)}>
        {t[REMEDY_TEXTS[remedy]]}
      </button>
      {isExplained(error.code) && (
        <button type="button" className="link" onClick={() => run(() => requests.openHelp('troubleshooting'))}>
          {t.checkHelp}
        </button>
      )}
    </div>
  );
}

function useRemedy({ id, origin }: Generation): (remedy: Remedy) => void {
  const editor = useEditor();
  const run = useRun();
  const [, change] = useDraft();
  const preferences = (page: 'general' | 'connection') =>
    editor.store.update((session) => showDialog(session, { kind: 'preferences', page }));
  return (remedy) => {
    switch (remedy) {
      case 'retry':
        return run(() => retryGeneration(editor, id));
      case 'signIn':
      case 'connection':
      case 'key':
      case 'limit':
        return preferences('connection');
      case 'ffmpeg':
        return preferences('general');
      case 'prompt':
        change({ prompt: origin.request.prompt });
        document.querySelector<HTMLElement>('[data-prompt]')?.focus();
    }
  };
}
