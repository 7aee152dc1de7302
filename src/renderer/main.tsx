// What components say about their looks comes after the theme, and wins.
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import './ui/theme/controls.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { UnderWay } from '../shared/underWay.ts';
import type { Editor } from './editor/editor.ts';
import { openGranted } from './editor/files.ts';
import { generationChanged } from './editor/generations.ts';
import { createStore } from './editor/store.ts';
import { App } from './ui/App.tsx';
import { Crash } from './ui/Crash.tsx';
import { createCodecs } from './ui/codecs/codecs.ts';
import { listenToText } from './ui/importing/listenToText.ts';
import { keepSprites } from './ui/recovery/keepSprites.ts';
import { describeWindow } from './ui/startup/describeWindow.ts';
import { listenToMain } from './ui/startup/events.ts';
import { listenToKeys } from './ui/startup/keyboard.ts';
import { grantDroppedOf, requestsOf } from './ui/startup/requests.ts';
import { startSession } from './ui/startup/startSession.ts';
import { DroppedFilesContext } from './ui/useDroppedFiles.ts';
import { EditorContext } from './ui/useSession.ts';

const requests = requestsOf(window.celkiln);
const session = await startSession(requests);
const editor: Editor = {
  store: createStore(session),
  requests,
  codecs: createCodecs(),
  writing: new UnderWay(),
  clock: () => performance.now(),
};
listenToMain(editor, window.celkiln);
listenToKeys(editor);
listenToText(editor);
describeWindow(editor);
keepSprites(editor);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the window.');
createRoot(root).render(
  <StrictMode>
    <EditorContext value={editor}>
      <DroppedFilesContext value={grantDroppedOf(window.celkiln)}>
        <Crash editor={editor}>
          <App />
        </Crash>
      </DroppedFilesContext>
    </EditorContext>
  </StrictMode>,
);

await openGranted(editor, session.environment.files);
// Frames that became ready while no window was there, and what was told before this one listened.
for (const generation of await requests.generations()) generationChanged(editor, generation);
