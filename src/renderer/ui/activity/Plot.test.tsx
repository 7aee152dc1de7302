import { expect, test } from 'vitest';
import { attributesOf, htmlOf, wordsOf } from '../testPage.tsx';
import { Plot } from './Plot.tsx';

const dollars = (cents: number) => `$${(cents / 100).toFixed(2)}`;

function plotOf(values: readonly (number | null)[], language: 'en' | 'ko' = 'en'): string {
  const days = values.map((_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`);
  return htmlOf(
    <Plot
      title="Cost"
      days={days}
      format={dollars}
      series={[{ name: 'Cost', kind: 'bars', values, color: '--accent' }]}
    />,
    {},
    { language },
  );
}

/** The heights of the bars, of 96. */
function barsOf(html: string): readonly number[] {
  return [...html.matchAll(/<rect class="plot__bar"[^>]* height="([\d.]+)"/g)].map(([, height]) => Number(height));
}

test('nothing has the scale of nothing, no bar, and is called nothing', () => {
  const html = plotOf([0, 0, null]);
  expect(html).toContain('>$0.00</span>');
  expect(barsOf(html)).toEqual([]);
  expect(attributesOf(html, 'aria-label')).toEqual(['Cost: nothing']);
});

test('no day at all is a plot, too', () => {
  expect(attributesOf(plotOf([]), 'aria-label')).toEqual(['Cost: nothing']);
});

test('one day stands as high as its part of the scale', () => {
  const html = plotOf([0, 12]);
  expect(html).toContain('>$0.15</span>');
  expect(barsOf(html)).toEqual([expect.closeTo(76.8)]);
  expect(attributesOf(html, 'aria-label')).toEqual(['Cost: at most $0.12, on Nov 2']);
  expect(attributesOf(html, 'data-tip')).toEqual(['Nov 1 · $0.00', 'Nov 2 · $0.12']);
});

test('many days share one scale', () => {
  const html = plotOf(Array.from({ length: 30 }, (_, at) => at * 10));
  expect(html).toContain('>$3.00</span>');
  const bars = barsOf(html);
  expect(bars).toHaveLength(29);
  expect(Math.max(...bars)).toBeCloseTo((290 / 300) * 96);
});

test('the table says every day to those who do not see the picture, and is named by the plot', () => {
  const words = wordsOf(plotOf([0, null, 250]));
  expect(words).toMatch(/As a table : Cost Day Cost 2026-11-01 \$0\.00 2026-11-02 – 2026-11-03 \$2\.50$/);
});

test('in Korean its name and days are Korean', () => {
  const html = plotOf([1, 2], 'ko');
  expect(attributesOf(html, 'aria-label')).toEqual(['Cost: 최대 $0.02, 11월 2일']);
});

test('of several rows each is named with its own peak', () => {
  const html = htmlOf(
    <Plot
      title="Jobs"
      days={['2026-11-01', '2026-11-02']}
      format={String}
      series={[
        { name: 'All', kind: 'bars', values: [3, 1], color: '--accent' },
        { name: 'Failed', kind: 'line', values: [null, 1], color: '--danger' },
      ]}
    />,
  );
  expect(attributesOf(html, 'aria-label')).toEqual(['Jobs: All at most 3, on Nov 1; Failed at most 1, on Nov 2']);
  expect(attributesOf(html, 'data-tip')).toEqual(['Nov 1 · All 3', 'Nov 2 · All 1 · Failed 1']);
  expect(attributesOf(html, 'd')).toEqual(['M181,64h178']);
});
