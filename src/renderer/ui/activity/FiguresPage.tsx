import type { Usage } from '../../../shared/usage.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { CallbackList } from './CallbackList.tsx';
import { dailyFigures } from './dailyFigures.ts';
import { Plot } from './Plot.tsx';
import { UsageGate } from './UsageGate.tsx';

/** How the jobs of the last days went: how many, how long, what for, and why not. */
export function FiguresPage() {
  return <UsageGate>{(usage) => <Figures usage={usage} />}</UsageGate>;
}

function Figures({ usage }: { readonly usage: Usage }) {
  const t = useTexts();
  const days = dailyFigures(usage.days, new Date());
  const names = days.map(({ day }) => day);
  const jobs = days.reduce((sum, day) => sum + day.jobs, 0);
  const [succeeded, failed] = [
    days.reduce((sum, day) => sum + day.succeeded, 0),
    days.reduce((sum, day) => sum + day.failed, 0),
  ];
  const ended = succeeded + failed;
  const seconds = (value: number | null) => (value === null ? '–' : t.figuresSeconds(Math.round(value)));
  const facts = [
    [t.figuresPerDay, (jobs / days.length).toFixed(jobs < 10 * days.length ? 2 : 0)],
    [t.figuresRate, ended === 0 ? '–' : `${Math.round((succeeded / ended) * 100)} %`],
    [t.figuresAverage, seconds(usage.averageSeconds)],
    [t.figuresP95, seconds(usage.p95Seconds)],
  ] as const;
  return (
    <>
      <h3>{t.figuresDays}</h3>
      <dl className="figures__facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="figures__plots">
        <Plot
          title={t.figuresJobs}
          days={names}
          format={(value) => String(value)}
          series={[
            { name: t.figuresJobs, kind: 'bars', values: days.map((day) => day.jobs), color: '--accent' },
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
        <Failures failures={usage.failures} />
        <CallbackList callbacks={usage.callbacks} />
      </div>
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
