import type { Usage } from '../../../shared/usage.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { UsageGate } from './UsageGate.tsx';

/** What this month has cost so far, the limit, and what was bought. */
export function CostsPage() {
  const t = useTexts();
  const kind = useSession((session) => session.connection.kind);
  if (kind === 'demo') return <p className="hint">{t.costsFree}</p>;
  return <UsageGate>{(usage) => <Costs usage={usage} />}</UsageGate>;
}

const dollars = (cents: number): string => (cents / 100).toFixed(2);

function Costs({ usage }: { readonly usage: Usage }) {
  const t = useTexts();
  const language = useLanguage();
  const { usedCents, mostCents } = usage.month;
  const words = t.costsOf(dollars(usedCents), dollars(mostCents));
  return (
    <>
      <section className="costs__month">
        <h3>{t.costsMonth}</h3>
        <p>{words}</p>
        <meter aria-label={t.costsMonth} min={0} max={Math.max(mostCents, 1)} value={usedCents}>
          {words}
        </meter>
        <p className="hint">{t.costsEstimate(usage.priceVersion)}</p>
      </section>
      <h3>{t.costsLedger}</h3>
      {usage.ledger.length === 0 ? (
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
            {usage.ledger.map(({ boughtAt, provider, estimateCents, costCents }) => (
              <tr key={boughtAt}>
                <td>{new Date(boughtAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })}</td>
                <td>{provider}</td>
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
