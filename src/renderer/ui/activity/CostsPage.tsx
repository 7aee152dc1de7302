import type { LedgerLine, Usage, UsageMonth } from '../../../shared/usage.ts';
import { showDialog } from '../../editor/actions.ts';
import { providerWords } from '../generate/jobWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { UsageGate } from './UsageGate.tsx';

/** What this month has cost so far, the limit, and what was bought. */
export function CostsPage() {
  const t = useTexts();
  const kind = useSession((session) => session.connection.kind);
  if (kind === 'demo') return <p className="hint">{t.costsFree}</p>;
  return <UsageGate>{(usage) => <Costs usage={usage} />}</UsageGate>;
}

/** The part of a month's limit from which on it is shown as nearly used up. */
const NEARLY = 0.8;

const dollars = (cents: number): string => (cents / 100).toFixed(2);

/** The month and what was bought; what the project cannot tell is left out. */
export function Costs({ usage }: { readonly usage: Usage }) {
  return (
    <>
      {usage.month && <Month month={usage.month} />}
      {!usage.missing.includes('ledger') && <Ledger lines={usage.ledger} />}
    </>
  );
}

function Ledger({ lines }: { readonly lines: readonly LedgerLine[] }) {
  const t = useTexts();
  const language = useLanguage();
  return (
    <>
      <h3>{t.costsLedger}</h3>
      {lines.length === 0 ? (
        <p className="hint">{t.usageNone}</p>
      ) : (
        <table className="activity__table">
          <thead>
            <tr>
              <th scope="col">{t.costsWhen}</th>
              <th scope="col">{t.costsProvider}</th>
              <th scope="col" className="activity__number">
                {t.costsEstimated}
              </th>
              <th scope="col" className="activity__number">
                {t.costsTrue}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ boughtAt, provider, estimateCents, costCents }) => (
              <tr key={boughtAt}>
                <td>{new Date(boughtAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })}</td>
                <td>{providerWords(provider, t)}</td>
                <td className="activity__number">${dollars(estimateCents)}</td>
                <td className="activity__number">{costCents === null ? '–' : `$${dollars(costCents)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** What was used of the month's limit. */
function Month({ month: { usedCents, mostCents, capCents, priceVersion } }: { readonly month: UsageMonth }) {
  const t = useTexts();
  const update = useUpdate();
  const kind = useSession((session) => session.connection.kind);
  const theirs = kind === 'ownKey' || (kind === 'signedIn' && capCents !== null);
  const words = t.costsOf(dollars(usedCents), dollars(mostCents));
  return (
    <section className="costs__month">
      <h3>{t.costsMonth}</h3>
      <p>{words}</p>
      <meter
        aria-label={t.costsMonth}
        min={0}
        low={NEARLY * mostCents}
        high={mostCents}
        max={Math.max(mostCents, 1)}
        optimum={0}
        value={usedCents}
      >
        {words}
      </meter>
      <p className="hint">
        {t.costsEstimate(priceVersion)}{' '}
        {theirs && (
          <button
            type="button"
            className="link"
            onClick={() => update((session) => showDialog(session, { kind: 'preferences', page: 'connection' }))}
          >
            {t.costsLimit}
          </button>
        )}
      </p>
    </section>
  );
}
