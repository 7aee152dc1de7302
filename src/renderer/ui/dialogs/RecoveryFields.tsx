import { Check } from '../controls/Check.tsx';
import { FieldRow } from '../controls/FieldRow.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession } from '../useSession.ts';
import { useSettings } from './useSettings.ts';

/** Whether unsaved sprites are kept for recovery, and where. */
export function RecoveryFields() {
  const t = useTexts();
  const run = useRun();
  const { requests } = useEditor();
  const on = useSession((session) => session.settings.keepForRecovery);
  const change = useSettings();
  return (
    <>
      <FieldRow label={t.recoverySetting}>
        <Check label={t.recoverySwitch} checked={on} onChange={(keepForRecovery) => change({ keepForRecovery })} />
      </FieldRow>
      <p className="hint">
        {t.recoveryHint}{' '}
        <button type="button" className="link" onClick={() => run(() => requests.openRecoveryFolder())}>
          {t.recoveryFolder}
        </button>
      </p>
    </>
  );
}
