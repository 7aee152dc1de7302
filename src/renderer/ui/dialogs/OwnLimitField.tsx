import { useEffect, useState } from 'react';
import type { UsageMonth } from '../../../shared/usage.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';
import type { Task } from '../useTask.ts';

/** The most that a month may cost whoever is signed in to a project, up to its operator's cap. */
export function OwnLimitField({ task }: { readonly task: Task }) {
  const { requests } = useEditor();
  const [month, setMonth] = useState<UsageMonth | null>(null);
  useEffect(() => {
    let wanted = true;
    requests.usage().then(
      (usage) => wanted && setMonth(usage?.month ?? null),
      // What cannot be told cannot be set either.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [requests]);
  const keep = (cents: number | null) => task.run(async () => setMonth(await requests.limitSpending(cents)));
  if (month === null || month.capCents === null) return null;
  return <LimitField key={month.mostCents} limit={month.mostCents} cap={month.capCents} keep={keep} />;
}

/** Both in US cents. The cap itself is no limit of one's own: it goes with the cap. */
export function LimitField(props: {
  readonly limit: number;
  readonly cap: number;
  readonly keep: (cents: number | null) => void;
}) {
  const { limit, cap, keep } = props;
  const t = useTexts();
  const [cents, setCents] = useState(limit);
  return (
    <>
      <FieldRow label={t.monthlyLimit}>
        <NumberField
          label={t.monthlyLimit}
          value={cents / 100}
          least={0}
          most={cap / 100}
          wide
          onChange={(dollars) => setCents(Math.round(dollars * 100))}
          onCommit={() => cents !== limit && keep(cents < cap ? cents : null)}
        />
        <span className="hint">{t.monthlyLimitUnit}</span>
      </FieldRow>
      <p className="hint">{t.ownLimitHint((cap / 100).toFixed(2))}</p>
    </>
  );
}
