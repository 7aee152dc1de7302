import { useState } from 'react';
import { KEY_PROVIDERS, type KeyProvider } from '../../../shared/connection.ts';
import type { Settings } from '../../../shared/settings.ts';
import { withConnection } from '../../editor/actions.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import type { Task } from '../useTask.ts';

/** A provider, the artist's key there, and the most that it may spend. A kept key is never shown again. */
export function OwnKeyFields(props: {
  readonly task: Task;
  readonly connect: (change: Partial<Settings>) => Promise<void>;
}) {
  const { task, connect } = props;
  const t = useTexts();
  const { requests, store } = useEditor();
  const { keyProvider, monthlyCents } = useSession((session) => session.settings);
  const connection = useSession((session) => session.connection);
  const [key, setKey] = useState('');
  const [cents, setCents] = useState(monthlyCents);
  const kept = connection.kind === 'ownKey';
  const keep = (text: string) =>
    task.run(async () => {
      const next = await requests.keepProviderKey(keyProvider, text);
      setKey('');
      store.update((session) => withConnection(session, next));
    });
  return (
    <div className="connection">
      <FieldRow label={t.keyProvider}>
        <SelectField<KeyProvider>
          label={t.keyProvider}
          value={keyProvider}
          choices={KEY_PROVIDERS.map((value) => ({ value, label: t.keyProviders[value] }))}
          disabled={task.busy}
          onChange={(value) => task.run(() => connect({ keyProvider: value }))}
        />
      </FieldRow>
      <FieldRow label={t.keyField}>
        <input
          type="password"
          className="text-field"
          data-first={kept ? undefined : true}
          aria-label={t.keyField}
          placeholder={kept ? t.keyKept : t.keyPlaceholder}
          value={key}
          autoComplete="off"
          onChange={(event) => setKey(event.currentTarget.value)}
        />
      </FieldRow>
      <div className="preferences__buttons">
        <button
          type="button"
          className={key.trim() === '' ? 'button' : 'button button--primary'}
          disabled={task.busy || key.trim() === ''}
          onClick={() => keep(key)}
        >
          {t.keyKeep}
        </button>
        {kept && (
          <button type="button" className="button" disabled={task.busy} onClick={() => keep('')}>
            {t.keyForget}
          </button>
        )}
      </div>
      {kept && <p className="hint">{connection.remembered ? t.keySafe : t.keyInMemory}</p>}
      <FieldRow label={t.monthlyLimit}>
        <NumberField
          label={t.monthlyLimit}
          value={cents / 100}
          least={0}
          most={100_000}
          wide
          onChange={(dollars) => setCents(Math.round(dollars * 100))}
          onCommit={() => cents !== monthlyCents && task.run(() => connect({ monthlyCents: cents }))}
        />
        <span className="hint">{t.monthlyLimitUnit}</span>
      </FieldRow>
      <p className="hint">{t.monthlyLimitHint}</p>
    </div>
  );
}
