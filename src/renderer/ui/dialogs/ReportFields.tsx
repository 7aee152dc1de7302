import { useState } from 'react';
import { Check } from '../controls/Check.tsx';
import { FieldRow } from '../controls/FieldRow.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession } from '../useSession.ts';
import { useSettings } from './useSettings.ts';

/** What the program may tell others of itself, and whom; nothing until it is switched on here. */
export function ReportFields() {
  const t = useTexts();
  const run = useRun();
  const { requests } = useEditor();
  const { sendCrashes, sendUsage, crashDsn, usageUrl } = useSession((session) => session.settings);
  const change = useSettings();
  return (
    <>
      <FieldRow label={t.reports}>
        <Check label={t.reportCrashes} checked={sendCrashes} onChange={(on) => change({ sendCrashes: on })} />
      </FieldRow>
      {sendCrashes && <Address label={t.reportDsn} value={crashDsn} onChange={(to) => change({ crashDsn: to })} />}
      <FieldRow label="">
        <Check label={t.reportUsage} checked={sendUsage} onChange={(on) => change({ sendUsage: on })} />
      </FieldRow>
      {sendUsage && <Address label={t.reportUrl} value={usageUrl} onChange={(to) => change({ usageUrl: to })} />}
      <p className="hint">
        {t.reportsHint}{' '}
        <button type="button" className="link" onClick={() => run(() => requests.openHelp('privacy'))}>
          {t.reportsMore}
        </button>
      </p>
    </>
  );
}

function Address(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { label, value, onChange } = props;
  const t = useTexts();
  const [draft, setDraft] = useState(value);
  return (
    <FieldRow label={label}>
      <input
        className="text-field"
        aria-label={label}
        placeholder={t.reportAddress}
        value={draft}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => draft.trim() !== value && onChange(draft.trim())}
      />
    </FieldRow>
  );
}
