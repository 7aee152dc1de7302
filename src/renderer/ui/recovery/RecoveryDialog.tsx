import { recoverAll } from '../../editor/recovery/recover.ts';
import { Modal } from '../dialogs/Modal.tsx';
import { TaskFailure } from '../dialogs/TaskFailure.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import { useTask } from '../useTask.ts';
import { RecoverableCard } from './RecoverableCard.tsx';
import './RecoveryDialog.css';

/** Offers the sprites that an earlier program or window left unsaved. */
export function RecoveryDialog() {
  const t = useTexts();
  const editor = useEditor();
  const recoverables = useSession((session) => session.recoverables);
  const task = useTask();
  if (recoverables.length === 0) {
    return (
      <Modal title={t.recoveryTitle}>
        <p>{t.recoveryNone}</p>
      </Modal>
    );
  }
  const several = recoverables.length > 1;
  return (
    <Modal
      title={t.recoveryTitle}
      size="large"
      submit={several ? t.recoveryAll : t.recoveryOpen}
      cancel={t.recoveryLater}
      waiting={task.busy}
      onSubmit={() => task.run(() => recoverAll(editor, t.recoveryUnnamed))}
    >
      <p className="hint">{t.recoveryIntro}</p>
      <ul className="recovery" aria-label={t.recoveryTitle}>
        {recoverables.map((each) => (
          <RecoverableCard key={each.id} recoverable={each} single={!several} />
        ))}
      </ul>
      <TaskFailure task={task} />
    </Modal>
  );
}
