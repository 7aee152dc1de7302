import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Editor } from '../editor/editor.ts';
import type { Session } from '../editor/session.ts';

export const EditorContext = createContext<Editor | null>(null);

/** The editor that this window shows. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error('There is no EditorContext around this component.');
  return editor;
}

/** A part of the session, kept up to date. `selector` returns what is in the session, never something new. */
export function useSession<Part>(selector: (session: Session) => Part): Part {
  const { store } = useEditor();
  const part = () => selector(store.get());
  return useSyncExternalStore(store.subscribe, part, part);
}

/** Changes the session by one of the editor's pure functions. */
export function useUpdate(): (change: (session: Session) => Session) => void {
  return useEditor().store.update;
}
