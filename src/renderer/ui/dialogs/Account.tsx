import type { Connection } from '../../../shared/connection.ts';
import { withConnection } from '../../editor/actions.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';
import type { Task } from '../useTask.ts';
import { SignIn } from './SignIn.tsx';

/** The account at the artist's own project: signed in, signed out, or out of reach. */
export function Account(props: {
  readonly connection: Extract<Connection, { readonly url: string }>;
  readonly task: Task;
}) {
  const { connection, task } = props;
  const t = useTexts();
  const language = useLanguage();
  const { requests, store } = useEditor();
  const take = (answer: Promise<Connection>) => async () => {
    const next = await answer;
    store.update((session) => withConnection(session, next));
  };
  switch (connection.kind) {
    case 'signedIn':
      return (
        <div className="connection">
          <p>{t.connectionSignedIn(connection.email)}</p>
          {!connection.remembered && <p className="hint">{t.connectionNotRemembered}</p>}
          <div className="preferences__buttons">
            <button
              type="button"
              className="button"
              disabled={task.busy}
              onClick={() => task.run(take(requests.signOut()))}
            >
              {t.signOut}
            </button>
          </div>
        </div>
      );
    case 'unreachable': {
      const words = errorWords(connection.error, language);
      return (
        <div className="connection">
          <div role="alert">
            <p className="error-text">{words.what}</p>
            <p>{words.todo}</p>
          </div>
          <div className="preferences__buttons">
            <button
              type="button"
              className="button"
              disabled={task.busy}
              onClick={() => task.run(take(requests.connection()))}
            >
              {t.tryAgain}
            </button>
          </div>
        </div>
      );
    }
    case 'signedOut':
      return <SignIn task={task} enter={(answer) => task.run(() => take(answer())())} />;
  }
}
