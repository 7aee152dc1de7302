import type { Usage, UsagePart } from '../../../shared/usage.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { CallbackList } from './CallbackList.tsx';
import { type DailyFigure, dailyFigures } from './dailyFigures.ts';
import { Plot } from './Plot.tsx';

/**
 * The figures of the 30 days up to `today`, in numbers, as plots, and in words; one sentence where there was no job in
 * them. What the project cannot tell is left out, not shown as nothing.
 */
export function Figures({ usage, today }: { readonly usage: Usage; readonly today: Date }) {
  const t = useTexts();
  const days = dailyFigures(usage.days, today);
  const lacks = (part: UsagePart) => usage.missing.includes(part);
  const nothing = usage.days.length + usage.failures.length + usage.callbacks.length === 0;
  if (nothing) return lacks('days') || lacks('jobs') ? null : <p className="hint">{t.usageEmpty}</p>;
  return (
    <>
      <h3>{t.figuresDays}</h3>
      <Facts usage={usage} days={days} />
      <div className="figures__plots">
        {!lacks('days') && <Plots days={days} />}
        {!lacks('jobs') && <Failures failures={usage.failures} />}
        {!lacks('callbacks') && <CallbackList callbacks={usage.callbacks} />}
      </div>
    </>
  );
}

function Facts({ usage, days }: { readonly usage: Usage; readonly days: readonly DailyFigure[] }) {
  const t = useTexts();
  const language = useLanguage();
  const sum = (of: (day: DailyFigure) => number) => days.reduce((total, day) => total + of(day), 0);
  const [jobs, succeeded, failed] = [sum((day) => day.jobs), sum((day) => day.succeeded), sum((day) => day.failed)];
  const ended = succeeded + failed;
  const perDay = jobs / days.length;
  const seconds = (value: number | null) => (value === null ? '–' : t.figuresSeconds(Math.round(value)));
  const facts = [
    [
      t.figuresPerDay,
      usage.missing.includes('days')
        ? '–'
        : perDay.toLocaleString(language, { maximumFractionDigits: perDay < 10 ? 2 : 0 }),
    ],
    [t.figuresRate, ended === 0 ? '–' : `${Math.round((succeeded / ended) * 100)} %`],
    [t.figuresAverage, seconds(usage.averageSeconds)],
    [t.figuresP95, seconds(usage.p95Seconds)],
  ] as const;
  return (
    <dl className="figures__facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Plots({ days }: { readonly days: readonly DailyFigure[] }) {
  const t = useTexts();
  const names = days.map(({ day }) => day);
  return (
    <>
      <Plot
        title={t.figuresJobs}
        days={names}
        format={(value) => String(value)}
        series={[
          { name: t.figuresAll, kind: 'bars', values: days.map((day) => day.jobs), color: '--accent' },
          { name: t.figuresFailed, kind: 'bars', values: days.map((day) => day.failed), color: '--danger' },
        ]}
      />
      <Plot
        title={t.figuresTime}
        days={names}
        format={(value) => String(Math.round(value * 10) / 10)}
        series={[
          { name: t.figuresAverage, kind: 'bars', values: days.map((day) => day.averageSeconds), color: '--accent' },
          { name: t.figuresP95, kind: 'line', values: days.map((day) => day.p95Seconds), color: '--warn' },
        ]}
      />
      <Plot
        title={t.figuresMoney}
        days={names}
        format={(cents) => `$${(cents / 100).toFixed(2)}`}
        series={[{ name: t.figuresMoney, kind: 'bars', values: days.map((day) => day.cents), color: '--accent' }]}
      />
    </>
  );
}

function Failures({ failures }: Pick<Usage, 'failures'>) {
  const t = useTexts();
  const language = useLanguage();
  return (
    <section>
      <h4 className="plot__title">{t.figuresFailures}</h4>
      {failures.length === 0 && <p className="hint">{t.figuresNoFailures}</p>}
      <ul className="figures__failures">
        {failures.map(({ code, count }) => (
          <li key={code}>
            <span>{errorWords({ code, message: code }, language).what}</span>
            <span className="activity__number">{count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
