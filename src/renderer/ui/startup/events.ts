import type { Api } from '../../../shared/ipc.ts';
import { notify, withConnection } from '../../editor/actions.ts';
import { runCommand } from '../../editor/commands.ts';
import type { Editor } from '../../editor/editor.ts';
import { openGranted } from '../../editor/files.ts';
import { generationChanged } from '../../editor/generations.ts';
import { reportFailure } from '../../editor/reportFailure.ts';
import { WindowCloser } from '../../editor/windowCloser.ts';

/** Does what main tells of. */
export function listenToMain(editor: Editor, api: Pick<Api<File>, 'on'>): void {
  const closer = new WindowCloser(editor);
  api.on('generation', (generation) => generationChanged(editor, generation));
  api.on('studioProgress', (progress) =>
    editor.store.update((session) => (session.studio ? { ...session, studioProgress: progress } : session)),
  );
  api.on('connection', (connection) => editor.store.update((session) => withConnection(session, connection)));
  api.on('notice', (message) => editor.store.update((session) => notify(session, { tone: 'error', message })));
  api.on('command', (id) => runCommand(editor, id));
  api.on('filesOpened', (files) => attempt(editor, () => openGranted(editor, files)));
  api.on('closeRequested', () => attempt(editor, () => closer.close()));
}

function attempt(editor: Editor, task: () => Promise<unknown>): void {
  task().catch((error: unknown) => reportFailure(editor, error));
}
