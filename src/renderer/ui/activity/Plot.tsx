import { useTexts } from '../texts/useTexts.ts';
import { topOf } from './dailyFigures.ts';

/** A row of bars, or a line, over the days. */
export interface Series {
  readonly name: string;
  readonly kind: 'bars' | 'line';
  readonly values: readonly number[];
  /** A role of theme/tokens.css. */
  readonly color: '--accent' | '--danger' | '--warn';
}

const [WIDTH, HEIGHT] = [360, 96];

/** Figures over days, drawn by ourselves. The table beside it says the same to those who do not see it. */
export function Plot(props: {
  readonly title: string;
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}) {
  const { title, days, series, format } = props;
  const t = useTexts();
  const top = topOf(series.flatMap(({ values }) => values));
  const step = WIDTH / Math.max(days.length, 1);
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT;
  return (
    <figure className="plot">
      <figcaption className="plot__title">
        {title}
        {series.length > 1 &&
          series.map(({ name, color }) => (
            <span key={name} className="plot__key">
              <span className="plot__sign" style={{ background: `var(${color})` }} aria-hidden="true" />
              {name}
            </span>
          ))}
        <span className="plot__top" aria-hidden="true">
          {format(top)}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="plot__picture" aria-hidden="true" preserveAspectRatio="none">
        {[0, 0.5, 1].map((part) => (
          <line key={part} x1={0} x2={WIDTH} y1={y(part * top)} y2={y(part * top)} className="plot__rule" />
        ))}
        {series.map(({ name, kind, values, color }) =>
          kind === 'line' ? (
            <polyline
              key={name}
              points={values.map((value, i) => `${(i + 0.5) * step},${y(value)}`).join(' ')}
              style={{ stroke: `var(${color})` }}
              className="plot__line"
            />
          ) : (
            values.map((value, i) => (
              <rect
                key={`${name} ${days[i]}`}
                x={i * step + 1}
                width={Math.max(step - 2, 1)}
                y={y(value)}
                height={HEIGHT - y(value)}
                style={{ fill: `var(${color})` }}
              />
            ))
          ),
        )}
      </svg>
      <p className="plot__axis" aria-hidden="true">
        <span>{days[0]}</span>
        <span>{days.at(-1)}</span>
      </p>
      <details className="plot__table">
        <summary>{t.figuresTable}</summary>
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
                    {format(values[i] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
