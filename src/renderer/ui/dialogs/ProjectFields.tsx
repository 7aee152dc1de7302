import { useState } from 'react';
import type { Settings } from '../../../shared/settings.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import type { Task } from '../useTask.ts';

/** The address and the key of a Supabase project. */
export function ProjectFields(props: {
  readonly task: Task;
  readonly connect: (change: Partial<Settings>) => Promise<void>;
}) {
  const { task, connect } = props;
  const t = useTexts();
  const { requests } = useEditor();
  const settings = useSession((session) => session.settings);
  const [url, setUrl] = useState(settings.supabaseUrl);
  const [key, setKey] = useState(settings.supabaseKey);
  const [supabaseUrl, supabaseKey] = [url.trim(), key.trim()];
  const changed =
    settings.generator !== 'project' || supabaseUrl !== settings.supabaseUrl || supabaseKey !== settings.supabaseKey;
  const wrong = supabaseUrl !== '' && !/^https:\/\/.|^http:\/\/(localhost|127\.0\.0\.1)\b/.test(supabaseUrl);
  const secret = supabaseKey.startsWith('sb_secret_');
  const unready = task.busy || wrong || secret || !changed || supabaseUrl === '' || supabaseKey === '';
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
      {secret && <p className="error-text">{t.connectionKeySecret}</p>}
      <div className="preferences__buttons">
        <button
          type="button"
          className={changed ? 'button button--primary' : 'button'}
          disabled={unready}
          onClick={() => task.run(() => connect({ generator: 'project', supabaseUrl, supabaseKey }))}
        >
          {t.connectionConnect}
        </button>
        <button type="button" className="link" onClick={() => task.run(() => requests.openHelp('deployment'))}>
          {t.connectionHelp}
        </button>
      </div>
    </div>
  );
}
