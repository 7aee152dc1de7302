import { notify } from './actions.ts';
import type { Editor } from './editor.ts';
import { FileFailed, failureOf } from './requestFailed.ts';

/**
 * Tells the artist what went wrong, and with which file.
 *
 * @param about Name of a file, if the error does not say one itself.
 */
export function reportFailure(editor: Editor, error: unknown, about?: string): void {
  const file = error instanceof FileFailed ? error.file : about;
  const notice = { tone: 'error', message: failureOf(error), ...(file !== undefined && { file }) } as const;
  editor.store.update((session) => notify(session, notice));
}
