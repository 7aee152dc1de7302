import { showDialog } from '../../editor/actions.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useUpdate } from '../useSession.ts';
import { ConnectionPage } from './ConnectionPage.tsx';
import { GeneralPage } from './GeneralPage.tsx';
import { Modal } from './Modal.tsx';
import './PreferencesDialog.css';

/** What holds for the whole program; every change counts at once. */
export function PreferencesDialog({ page }: { readonly page: 'general' | 'connection' }) {
  const t = useTexts();
  const update = useUpdate();
  const tab = (id: 'general' | 'connection', label: string) => (
    <button
      type="button"
      role="tab"
      className="preferences__tab"
      aria-selected={id === page}
      onClick={() => update((session) => showDialog(session, { kind: 'preferences', page: id }))}
    >
      {label}
    </button>
  );
  return (
    <Modal title={t.preferencesTitle} size="large">
      <div className="preferences">
        <div className="preferences__tabs" role="tablist" aria-orientation="vertical">
          {tab('general', t.preferencesGeneral)}
          {tab('connection', t.preferencesConnection)}
        </div>
        <div className="preferences__page" role="tabpanel">
          {page === 'general' ? <GeneralPage /> : <ConnectionPage />}
        </div>
      </div>
    </Modal>
  );
}
