import { leaveStudio } from '../../editor/studio/studioOpening.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useUpdate } from '../useSession.ts';
import { Modal } from './Modal.tsx';

export function LeaveStudioDialog() {
  const t = useTexts();
  const update = useUpdate();
  return (
    <Modal title={t.studioLeaveTitle} submit={t.studioLeave} onSubmit={() => update(leaveStudio)}>
      <p>{t.studioLeaveText}</p>
    </Modal>
  );
}
