import { useState } from 'react';
import type { Connection } from '../../../shared/connection.ts';
import type { Settings } from '../../../shared/settings.ts';
import { withConnection, withSettings } from '../../editor/actions.ts';
import type { Editor } from '../../editor/editor.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import { useTask } from '../useTask.ts';
import { Account } from './Account.tsx';
import { ConnectionTest } from './ConnectionTest.tsx';
import { OwnKeyFields } from './OwnKeyFields.tsx';
import { OwnLimitField } from './OwnLimitField.tsx';
import { ProjectFields } from './ProjectFields.tsx';
import { TaskFailure } from './TaskFailure.tsx';

/** Where prompts go: to the generator that comes with the program, to a provider, or to the artist's own project. */
export function ConnectionPage() {
  const t = useTexts();
  const editor = useEditor();
  const task = useTask();
  const connection = useSession((session) => session.connection);
  const settings = useSession((session) => session.settings);
  const [source, setSource] = useState(settings.generator);
  const choose = (generator: Settings['generator']) => {
    setSource(generator);
    // A project counts from its first connection on; until then there is nowhere to send to.
    if (generator !== 'project' || settings.supabaseUrl !== '') task.run(() => connectTo(editor, { generator }));
  };
  return (
    <>
      <FieldRow label={t.connectionSource}>
        <Segmented
          label={t.connectionSource}
          value={source}
          choices={[
            { value: 'demo', label: t.connectionDemo },
            { value: 'ownKey', label: t.connectionOwnKey },
            { value: 'project', label: t.connectionProject },
          ]}
          onChange={choose}
        />
      </FieldRow>
      <p className="hint">{HINTS[source](t)}</p>
      {source === 'ownKey' && <OwnKeyFields task={task} connect={(change) => connectTo(editor, change)} />}
      {source === 'project' && <ProjectFields task={task} connect={(change) => connectTo(editor, change)} />}
      {source === 'project' && isProject(connection) && <Account connection={connection} task={task} />}
      {source === 'project' && connection.kind === 'signedIn' && (
        <OwnLimitField key={`${connection.url} ${connection.email}`} task={task} />
      )}
      {task.busy && (
        <p className="connection__busy hint" role="status">
          {t.connectionBusy}
        </p>
      )}
      <TaskFailure task={task} />
      {source === settings.generator && canBeTested(connection) && (
        <ConnectionTest key={testedThing(connection)} connection={connection} />
      )}
    </>
  );
}

const HINTS: Readonly<Record<Settings['generator'], (t: ReturnType<typeof useTexts>) => string>> = {
  demo: (t) => t.connectionDemoHint,
  ownKey: (t) => t.connectionOwnKeyHint,
  project: (t) => t.connectionProjectHint,
};

type ProjectConnection = Extract<Connection, { readonly url: string }>;

function isProject(connection: Connection): connection is ProjectConnection {
  return 'url' in connection;
}

function canBeTested(connection: Connection): boolean {
  return connection.kind === 'ownKey' || (isProject(connection) && connection.url !== '');
}

/** What was found of one connection says nothing of another. */
function testedThing(connection: Connection): string {
  return isProject(connection) ? `${connection.kind} ${connection.url}` : JSON.stringify(connection);
}

async function connectTo({ requests, store }: Editor, change: Partial<Settings>): Promise<void> {
  const settings = await requests.changeSettings(change);
  const connection = await requests.connection();
  store.update((session) => withConnection(withSettings(session, settings), connection));
}
