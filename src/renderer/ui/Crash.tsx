import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { Editor } from '../editor/editor.ts';
import { saveAs } from '../editor/files.ts';
import { isUnsaved } from '../editor/session.ts';
import type { Texts } from './texts/en.ts';
import { languageOf, textsOf } from './texts/useTexts.ts';
import './Crash.css';

interface Props {
  readonly editor: Editor;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** When showing something fails, the sprites are still in the session: this lets the artist save them and go on. */
export class Crash extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
    const { requests } = this.props.editor;
    requests.reportCrash(error.name.slice(0, 200), (error.stack ?? '').slice(0, 20_000)).catch(() => undefined);
  }

  override render(): ReactNode {
    const { error } = this.state;
    const { editor, children } = this.props;
    if (error === null) return children;
    const t = textsOf(languageOf(editor.store.get()));
    const again = () => {
      // What could not be shown may be the dialog or a message: both are let go.
      editor.store.update((session) => ({ ...session, dialog: null, notices: [] }));
      this.setState({ error: null });
    };
    return <CrashPage t={t} error={error} onSave={() => saveEverything(editor)} onAgain={again} />;
  }
}

function CrashPage(props: {
  readonly t: Texts;
  readonly error: Error;
  readonly onSave: () => void;
  readonly onAgain: () => void;
}) {
  const { t, error } = props;
  return (
    <main className="crash" role="alert">
      <h1>{t.crashTitle}</h1>
      <p>{t.crashText}</p>
      <div className="crash__buttons">
        <button type="button" className="button button--primary" onClick={props.onSave}>
          {t.crashSave}
        </button>
        <button type="button" className="button" onClick={props.onAgain}>
          {t.crashAgain}
        </button>
      </div>
      <details>
        <summary>{t.crashDetails}</summary>
        <pre>{error.stack ?? error.message}</pre>
      </details>
    </main>
  );
}

/** Asks for a place for each, so that no file is replaced by what may have caused the trouble. */
async function saveEverything(editor: Editor): Promise<void> {
  for (const document of editor.store.get().documents) {
    if (isUnsaved(document)) await saveAs(editor, document.id).catch((error: unknown) => console.error(error));
  }
}
