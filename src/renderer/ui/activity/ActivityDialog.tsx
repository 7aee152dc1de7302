import { showDialog } from '../../editor/actions.ts';
import type { Dialog } from '../../editor/session.ts';
import { Segmented } from '../controls/Segmented.tsx';
import { Modal } from '../dialogs/Modal.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useUpdate } from '../useSession.ts';
import { CostsPage } from './CostsPage.tsx';
import { FiguresPage } from './FiguresPage.tsx';
import { HistoryPage } from './HistoryPage.tsx';
import './ActivityDialog.css';

type Page = Extract<Dialog, { kind: 'activity' }>['page'];

/** Every job there was, what they cost, and how they went. */
export function ActivityDialog({ page }: { readonly page: Page }) {
  const t = useTexts();
  const update = useUpdate();
  return (
    <Modal title={t.activityTitle} size="wide">
      <div className="activity">
        <Segmented<Page>
          label={t.activityTitle}
          value={page}
          choices={(['jobs', 'costs', 'figures'] as const).map((value) => ({ value, label: t.activityPages[value] }))}
          onChange={(value) => update((session) => showDialog(session, { kind: 'activity', page: value }))}
        />
        {page === 'jobs' && <HistoryPage />}
        {page === 'costs' && <CostsPage />}
        {page === 'figures' && <FiguresPage />}
      </div>
    </Modal>
  );
}
