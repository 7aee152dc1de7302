import { notify } from './actions.ts';
import type { Editor } from './editor.ts';
import { failureOf } from './requestFailed.ts';

/**
 * Tells the artist what went wrong.
 *
 * @param file Name of the file that it was about.
 */
export function reportFailure(editor: Editor, error: unknown, file?: string): void {
  const notice = { tone: 'error', message: failureOf(error), ...(file !== undefined && { file }) } as const;
  editor.store.update((session) => notify(session, notice));
}
