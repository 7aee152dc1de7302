import { type ReactNode, useEffect, useState } from 'react';
import type { BrowserSignIn, Connection, SignInWays } from '../../../shared/connection.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';
import type { Task } from '../useTask.ts';

interface SignInProps {
  readonly task: Task;
  readonly enter: (answer: () => Promise<Connection>) => void;
}

/** The ways into a project: a password, a code by e-mail, or whoever vouches for the artist in the browser. */
export function SignIn(props: SignInProps) {
  return <SignInForm {...props} ways={useSignInWays()} />;
}

/** The fields and buttons for these ways; where there is none it says so. */
export function SignInForm({ ways, task, enter }: SignInProps & { readonly ways: SignInWays }) {
  const t = useTexts();
  const [by, setBy] = useState<'password' | 'code'>('password');
  const [email, setEmail] = useState('');
  return (
    <div className="connection">
      <p>{ways.email || ways.browser.length > 0 ? t.connectionSignedOut : t.signInNoWay}</p>
      {ways.email && (
        <>
          <FieldRow label={t.signInBy}>
            <Segmented
              label={t.signInBy}
              value={by}
              choices={[
                { value: 'password', label: t.signInByPassword },
                { value: 'code', label: t.signInByCode },
              ]}
              onChange={setBy}
            />
          </FieldRow>
          <Field label={t.email} type="email" autoComplete="username" value={email} first onChange={setEmail} />
          {by === 'password' ? (
            <ByPassword email={email.trim()} busy={task.busy} enter={enter} />
          ) : (
            <ByCode email={email.trim()} task={task} enter={enter} />
          )}
        </>
      )}
      {ways.browser.length > 0 && (
        <ByBrowser ways={ways.browser} afterEmail={ways.email} busy={task.busy} enter={enter} />
      )}
    </div>
  );
}

/** What the project offers; until it has answered, and where it cannot, what every project has. */
function useSignInWays(): SignInWays {
  const { requests } = useEditor();
  const [ways, setWays] = useState<SignInWays>({ email: true, browser: [] });
  useEffect(() => {
    let wanted = true;
    requests.signInWays().then(
      (found) => wanted && setWays(found),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [requests]);
  return ways;
}

type Enter = (answer: () => Promise<Connection>) => void;

function ByPassword(props: { readonly email: string; readonly busy: boolean; readonly enter: Enter }) {
  const { email, busy, enter } = props;
  const t = useTexts();
  const { requests } = useEditor();
  const [password, setPassword] = useState('');
  const unready = busy || !email.includes('@') || password === '';
  const signIn = () => unready || enter(() => requests.signIn(email, password));
  return (
    <>
      <Field
        label={t.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        onEnter={signIn}
      />
      <div className="preferences__buttons">
        <button type="button" className="button button--primary" disabled={unready} onClick={signIn}>
          {t.signIn}
        </button>
        <button
          type="button"
          className="button"
          disabled={unready}
          onClick={() => enter(() => requests.signUp(email, password))}
        >
          {t.signUp}
        </button>
      </div>
    </>
  );
}

function ByCode(props: { readonly email: string; readonly task: Task; readonly enter: Enter }) {
  const { email, task, enter } = props;
  const t = useTexts();
  const { requests } = useEditor();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const sent = sentTo !== null && sentTo === email;
  const send = () =>
    task.run(async () => {
      await requests.sendCode(email);
      setSentTo(email);
    });
  const unready = task.busy || code.replaceAll(/\s/g, '').length < 6;
  const signIn = () => unready || enter(() => requests.signInWithCode(email, code));
  return (
    <>
      {sent && <p role="status">{t.codeSent(email)}</p>}
      {sent && (
        <Field
          label={t.code}
          type="text"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          onEnter={signIn}
        />
      )}
      <div className="preferences__buttons">
        {sent && (
          <button type="button" className="button button--primary" disabled={unready} onClick={signIn}>
            {t.signIn}
          </button>
        )}
        <button
          type="button"
          className={sent ? 'button' : 'button button--primary'}
          disabled={task.busy || !email.includes('@')}
          onClick={send}
        >
          {sent ? t.sendCodeAgain : t.sendCode}
        </button>
      </div>
    </>
  );
}

const NAMES: Readonly<Record<BrowserSignIn, string>> = {
  google: 'Google',
  github: 'GitHub',
  apple: 'Apple',
  azure: 'Microsoft',
  discord: 'Discord',
  facebook: 'Facebook',
  figma: 'Figma',
  gitlab: 'GitLab',
  kakao: 'Kakao',
  notion: 'Notion',
  spotify: 'Spotify',
  twitch: 'Twitch',
};

function ByBrowser(props: {
  readonly ways: readonly BrowserSignIn[];
  /** Whether the fields for an e-mail stand above. */
  readonly afterEmail: boolean;
  readonly busy: boolean;
  readonly enter: Enter;
}) {
  const { ways, afterEmail, busy, enter } = props;
  const t = useTexts();
  const run = useRun();
  const { requests } = useEditor();
  const [waiting, setWaiting] = useState(false);
  const visit = (way: BrowserSignIn) => {
    setWaiting(true);
    enter(() => requests.signInWithBrowser(way).finally(() => setWaiting(false)));
  };
  if (waiting) {
    return (
      <div className="sign-in__waiting">
        <p role="status">{t.browserWaiting}</p>
        <button type="button" className="button" onClick={() => run(() => requests.cancelBrowserSignIn())}>
          {t.browserCancel}
        </button>
      </div>
    );
  }
  return (
    <FieldRow label={afterEmail ? t.signInOr : t.signInWith}>
      <div className="sign-in__ways">
        {ways.map((way) => (
          <button key={way} type="button" className="button" disabled={busy} onClick={() => visit(way)}>
            {NAMES[way]}
          </button>
        ))}
      </div>
    </FieldRow>
  );
}

function Field(props: {
  readonly label: string;
  readonly type: 'email' | 'password' | 'text';
  readonly autoComplete: string;
  readonly value: string;
  /** It has the focus when the dialog opens. */
  readonly first?: boolean;
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
}): ReactNode {
  const { label, type, autoComplete, value, first, onChange, onEnter } = props;
  return (
    <FieldRow label={label}>
      <input
        type={type}
        className="text-field"
        data-first={first}
        aria-label={label}
        autoComplete={autoComplete}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter?.();
        }}
      />
    </FieldRow>
  );
}
