import type { WindowState } from '../../../shared/ipc.ts';
import type { Editor } from '../../editor/editor.ts';
import { isWorthSaving } from '../../editor/files.ts';
import { activeDocument, type Session } from '../../editor/session.ts';
import { runningWords } from '../generate/jobWords.ts';
import { languageOf, textsOf } from '../texts/useTexts.ts';

/** Keeps the title bar, and what the system knows of unsaved work, up to date. */
export function describeWindow({ store, requests }: Editor): void {
  let told: WindowState = { title: '', unsaved: false, jobs: '' };
  const tell = () => {
    const state = windowState(store.get());
    if (state.title === told.title && state.unsaved === told.unsaved && state.jobs === told.jobs) return;
    told = state;
    // A title that could not be set is not worth a notice.
    requests.describeWindow(state).catch(() => undefined);
  };
  store.subscribe(tell);
  tell();
}

function windowState(session: Session): WindowState {
  return {
    title: activeDocument(session)?.name ?? '',
    unsaved: session.documents.some(isWorthSaving),
    jobs: runningWords(session.generations, textsOf(languageOf(session))),
  };
}
