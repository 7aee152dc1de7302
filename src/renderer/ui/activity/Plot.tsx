import type { Texts } from '../texts/en.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { linePaths, peakOf, topOf } from './plotShape.ts';

/** A row of bars, or a line, over the days. */
export interface Series {
  readonly name: string;
  readonly kind: 'bars' | 'line';
  /** One for each day; null where there is nothing to say. */
  readonly values: readonly (number | null)[];
  /** A role of theme/tokens.css. */
  readonly color: '--accent' | '--danger' | '--warn';
}

interface PlotProps {
  readonly title: string;
  /** 2026-11-27 */
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}

const [WIDTH, HEIGHT] = [360, 96];

/** Figures over days, drawn by ourselves. Its name says what stands out; the table below it says everything. */
export function Plot({ title, days, series, format }: PlotProps) {
  const t = useTexts();
  const dayText = useDayText();
  const values = series.flatMap((each) => each.values);
  const top = topOf(values);
  return (
    <figure className="plot">
      <figcaption className="plot__title">
        {title}
        {series.length > 1 && series.map((each) => <Key key={each.name} series={each} />)}
        <span className="plot__top" aria-hidden="true">
          {format(peakOf(values) === undefined ? 0 : top)}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="plot__picture"
        role="img"
        aria-label={summaryOf({ title, days: days.map(dayText), series, format }, t)}
        preserveAspectRatio="none"
      >
        <Picture days={days} series={series} top={top} />
        <Tips days={days.map(dayText)} series={series} format={format} />
      </svg>
      <p className="plot__axis" aria-hidden="true">
        <span>{dayText(days[0] ?? '')}</span>
        <span>{dayText(days.at(-1) ?? '')}</span>
      </p>
      <Table title={title} days={days} series={series} format={format} />
    </figure>
  );
}

/** "Nov 27"; the days are UTC's. */
function useDayText(): (day: string) => string {
  const language = useLanguage();
  return (day) =>
    day === '' ? '' : new Date(day).toLocaleDateString(language, { month: 'short', day: 'numeric', timeZone: 'UTC' });
}

/** What a plot shows, in a sentence for those who do not see it. */
function summaryOf({ title, days, series, format }: PlotProps, t: Texts): string {
  const parts = series.map(({ name, values }) => {
    const peak = peakOf(values);
    const words = peak === undefined ? t.figuresNothing : t.figuresPeak(format(values[peak] ?? 0), days[peak] ?? '');
    return series.length === 1 ? words : `${name} ${words}`;
  });
  return `${title}: ${parts.join('; ')}`;
}

function Key({ series: { name, color, kind } }: { readonly series: Series }) {
  return (
    <span className="plot__key">
      <span className="plot__sign" data-kind={kind} style={{ background: `var(${color})` }} aria-hidden="true" />
      {name}
    </span>
  );
}

function Picture({ days, series, top }: Pick<PlotProps, 'days' | 'series'> & { readonly top: number }) {
  const step = WIDTH / Math.max(days.length, 1);
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT;
  return (
    <>
      {[0, 0.5, 1].map((part) => (
        <line key={part} x1={0} x2={WIDTH} y1={y(part * top)} y2={y(part * top)} className="plot__rule" />
      ))}
      {series.map(({ name, kind, values, color }) =>
        kind === 'line'
          ? linePaths(values, step, y).map((path) => (
              <path key={path} d={path} style={{ stroke: `var(${color})` }} className="plot__line" />
            ))
          : values.map((value, i) =>
              value === null || value === 0 ? null : (
                <rect
                  key={`${name} ${days[i]}`}
                  className="plot__bar"
                  x={i * step + 1}
                  width={Math.max(step - 2, 1)}
                  y={y(value)}
                  height={HEIGHT - y(value)}
                  style={{ fill: `var(${color})` }}
                />
              ),
            ),
      )}
    </>
  );
}

/** What a day was, for those who point at it. */
function Tips({ days, series, format }: Pick<PlotProps, 'days' | 'series' | 'format'>) {
  const step = WIDTH / Math.max(days.length, 1);
  const words = (at: number) =>
    series.flatMap(({ name, values }) => {
      const value = values[at] ?? null;
      if (value === null) return [];
      return series.length === 1 ? format(value) : `${name} ${format(value)}`;
    });
  return days.map((day, i) => (
    <rect
      key={day}
      className="plot__day"
      x={i * step}
      width={step}
      y={0}
      height={HEIGHT}
      data-tip={[day, ...words(i)].join(' · ')}
    />
  ));
}

function Table({ title, days, series, format }: PlotProps) {
  const t = useTexts();
  return (
    <details className="plot__table">
      <summary>
        {t.figuresTable}
        <span className="visually-hidden">: {title}</span>
      </summary>
      <table className="activity__table">
        <thead>
          <tr>
            <th scope="col">{t.figuresDay}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="activity__number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, i) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {series.map(({ name, values }) => (
                <td key={name} className="activity__number">
                  {cellText(values[i] ?? null, format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function cellText(value: number | null, format: (value: number) => string): string {
  return value === null ? '–' : format(value);
}
