import { UnderWay } from '../../shared/underWay.ts';
import type { Editor } from './editor.ts';
import type { Session } from './session.ts';
import { createStore } from './store.ts';

/** An editor for tests whose outside must not be asked for anything but what `outside` answers. */
export function editorWith(session: Session, outside: Partial<Pick<Editor, 'requests' | 'codecs'>> = {}): Editor {
  const refuse = new Proxy({}, { get: (_, name) => () => Promise.reject(new Error(`${String(name)} was asked for.`)) });
  return {
    store: createStore(session),
    requests: outside.requests ?? (refuse as Editor['requests']),
    codecs: outside.codecs ?? (refuse as Editor['codecs']),
    writing: new UnderWay(),
    clock: () => 0,
  };
}
