import { useState } from 'react';
import type { Connection } from '../../../shared/ipc.ts';
import { withConnection } from '../../editor/actions.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';
import type { Task } from '../useTask.ts';

/** The account at the artist's own project: signed in, signed out, or out of reach. */
export function Account(props: { readonly connection: Exclude<Connection, { kind: 'demo' }>; readonly task: Task }) {
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
        <div className="connection" role="alert">
          <p className="error-text">{words.what}</p>
          <p>{words.todo}</p>
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
      return (
        <SignIn
          busy={task.busy}
          onSignIn={(email, password) => task.run(take(requests.signIn(email, password)))}
          onSignUp={(email, password) => task.run(take(requests.signUp(email, password)))}
        />
      );
  }
}

function SignIn(props: {
  readonly busy: boolean;
  readonly onSignIn: (email: string, password: string) => void;
  readonly onSignUp: (email: string, password: string) => void;
}) {
  const t = useTexts();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const unready = props.busy || !email.includes('@') || password === '';
  return (
    <div className="connection">
      <p>{t.connectionSignedOut}</p>
      <FieldRow label={t.email}>
        <input
          type="email"
          className="text-field"
          aria-label={t.email}
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </FieldRow>
      <FieldRow label={t.password}>
        <input
          type="password"
          className="text-field"
          aria-label={t.password}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !unready) props.onSignIn(email, password);
          }}
        />
      </FieldRow>
      <div className="preferences__buttons">
        <button
          type="button"
          className="button button--primary"
          disabled={unready}
          onClick={() => props.onSignIn(email, password)}
        >
          {t.signIn}
        </button>
        <button type="button" className="button" disabled={unready} onClick={() => props.onSignUp(email, password)}>
          {t.signUp}
        </button>
      </div>
    </div>
  );
}
