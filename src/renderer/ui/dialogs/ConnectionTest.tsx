import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import {
  type CheckOutcome,
  CONNECTION_CHECKS,
  type Connection,
  type ConnectionCheck,
} from '../../../shared/connection.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';
import './ConnectionTest.css';

type Outcomes = Readonly<Partial<Record<ConnectionCheck, CheckOutcome>>>;

/** Looks at the parts of a connection one by one: each gets a tick, or what is wrong with it and how to mend it. */
export function ConnectionTest({ connection }: { readonly connection: Connection }) {
  const t = useTexts();
  const run = useRun();
  const { requests } = useEditor();
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  const [under, setUnder] = useState<ConnectionCheck | null>(null);
  const checks = checksOf(connection);
  const test = async () => {
    setOutcomes({});
    try {
      for (const check of checks) {
        setUnder(check);
        const outcome = await requests.checkConnection(check);
        setOutcomes((known) => ({ ...known, [check]: outcome }));
        // What cannot be reached, or does not take the key, says nothing of the rest.
        if (outcome.kind === 'bad' && (check === 'reach' || check === 'key')) break;
      }
    } finally {
      setUnder(null);
    }
  };
  const allGood = checks.every((check) => outcomes[check]?.kind === 'good');
  return (
    <section className="connection-test" aria-label={t.checkTitle}>
      <header className="connection-test__header">
        <h3>{t.checkTitle}</h3>
        <button type="button" className="button button--small" disabled={under !== null} onClick={() => run(test)}>
          {under === null ? t.checkRun : t.checkRunning}
        </button>
      </header>
      <ol className="connection-test__list">
        {checks.map((check) => (
          <CheckLine key={check} check={check} outcome={outcomes[check]} busy={under === check} />
        ))}
      </ol>
      {allGood && <p role="status">{t.checkAllGood}</p>}
      {Object.values(outcomes).some(({ kind }) => kind === 'bad') && (
        <button type="button" className="link" onClick={() => run(() => requests.openHelp('troubleshooting'))}>
          {t.checkHelp}
        </button>
      )}
    </section>
  );
}

/** A provider of one's own has no database and no functions. */
function checksOf({ kind }: Connection): readonly ConnectionCheck[] {
  return kind === 'ownKey' ? ['reach', 'key'] : CONNECTION_CHECKS;
}

/** One part of a connection: what was found of it, or what is wrong and how to mend it. */
export function CheckLine(props: {
  readonly check: ConnectionCheck;
  readonly outcome: CheckOutcome | undefined;
  readonly busy: boolean;
}) {
  const { check, outcome, busy } = props;
  const t = useTexts();
  const language = useLanguage();
  const state = outcome?.kind ?? (busy ? 'busy' : 'open');
  const Icon = ICONS[state];
  const words = outcome?.kind === 'bad' ? errorWords(outcome.error, language) : null;
  const spoken = {
    good: t.checkGood,
    bad: t.checkBad,
    busy: t.checkRunning,
    open: t.checkOpen,
  };
  return (
    <li className="connection-test__line" data-state={state} aria-live="polite">
      <Icon size={16} className="connection-test__icon" aria-hidden="true" />
      <div>
        <p>
          {t.checks[check]}
          {state !== 'unknown' && <span className="visually-hidden">: {spoken[state]}</span>}
        </p>
        {outcome?.kind === 'unknown' && <p className="hint">{t.checkUnknown}</p>}
        {words && (
          <>
            <p className="error-text">{words.what}</p>
            <p className="hint">{words.todo}</p>
          </>
        )}
      </div>
      {outcome?.kind === 'good' && (
        <span className="connection-test__found" data-tip={outcome.found}>
          {outcome.found}
        </span>
      )}
    </li>
  );
}

const ICONS: Readonly<Record<CheckOutcome['kind'] | 'busy' | 'open', LucideIcon>> = {
  good: CircleCheck,
  bad: CircleAlert,
  unknown: CircleHelp,
  busy: CircleDashed,
  open: CircleDashed,
};
