import { useState } from 'react';
import { withConnection, withSettings } from '../../editor/actions.ts';
import type { Editor } from '../../editor/editor.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import { type Task, useTask } from '../useTask.ts';
import { Account } from './Account.tsx';

/** Where prompts go: to the generator that comes with the program, or to the artist's own project. */
export function ConnectionPage() {
  const t = useTexts();
  const editor = useEditor();
  const task = useTask();
  const connection = useSession((session) => session.connection);
  const [source, setSource] = useState<'demo' | 'project'>(connection.kind === 'demo' ? 'demo' : 'project');
  const choose = (next: 'demo' | 'project') => {
    setSource(next);
    if (next === 'demo' && connection.kind !== 'demo') task.run(() => connectTo(editor, '', ''));
  };
  return (
    <>
      <FieldRow label={t.connectionSource}>
        <Segmented
          label={t.connectionSource}
          value={source}
          choices={[
            { value: 'demo', label: t.connectionDemo },
            { value: 'project', label: t.connectionProject },
          ]}
          onChange={choose}
        />
      </FieldRow>
      <p className="hint">{source === 'demo' ? t.connectionDemoHint : t.connectionProjectHint}</p>
      {source === 'project' && <ProjectFields task={task} />}
      {source === 'project' && connection.kind !== 'demo' && <Account connection={connection} task={task} />}
      <TaskFailure task={task} />
    </>
  );
}

function ProjectFields({ task }: { readonly task: Task }) {
  const t = useTexts();
  const editor = useEditor();
  const settings = useSession((session) => session.settings);
  const [url, setUrl] = useState(settings.supabaseUrl);
  const [key, setKey] = useState(settings.supabaseKey);
  const changed = url.trim() !== settings.supabaseUrl || key.trim() !== settings.supabaseKey;
  const wrong = url.trim() !== '' && !/^https:\/\/.|^http:\/\/(localhost|127\.0\.0\.1)\b/.test(url.trim());
  const field = (label: string, value: string, set: (value: string) => void, placeholder: string) => (
    <FieldRow label={label}>
      <input
        className="text-field"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => set(event.currentTarget.value)}
      />
    </FieldRow>
  );
  return (
    <div className="connection">
      {field(t.connectionUrl, url, setUrl, 'https://….supabase.co')}
      {field(t.connectionKey, key, setKey, 'sb_publishable_…')}
      {wrong && <p className="error-text">{t.connectionUrlWrong}</p>}
      <div className="preferences__buttons">
        <button
          type="button"
          className={changed ? 'button button--primary' : 'button'}
          disabled={task.busy || wrong || !changed || url.trim() === '' || key.trim() === ''}
          onClick={() => task.run(() => connectTo(editor, url.trim(), key.trim()))}
        >
          {t.connectionConnect}
        </button>
        <button type="button" className="link" onClick={() => task.run(() => editor.requests.openHelp('deployment'))}>
          {t.connectionHelp}
        </button>
      </div>
    </div>
  );
}

function TaskFailure({ task }: { readonly task: Task }) {
  const language = useLanguage();
  if (task.failure === null) return null;
  const words = errorWords(task.failure, language);
  return (
    <div role="alert">
      {/* That a message was sent is how signing up goes on, not a failure. */}
      <p className={task.failure.code === 'confirm_email' ? undefined : 'error-text'}>{words.what}</p>
      <p>{words.todo}</p>
    </div>
  );
}

async function connectTo({ requests, store }: Editor, supabaseUrl: string, supabaseKey: string): Promise<void> {
  const settings = await requests.changeSettings({ supabaseUrl, supabaseKey });
  const connection = await requests.connection();
  store.update((session) => withConnection(withSettings(session, settings), connection));
}
