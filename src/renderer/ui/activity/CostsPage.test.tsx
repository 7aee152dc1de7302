import { expect, test } from 'vitest';
import type { Usage } from '../../../shared/usage.ts';
import { attributesOf, htmlOf, wordsOf } from '../testPage.tsx';
import { Costs } from './CostsPage.tsx';

const NOTHING: Usage = {
  missing: [],
  month: { usedCents: 0, mostCents: 1000, capCents: null, priceVersion: '2026-10' },
  ledger: [],
  days: [],
  averageSeconds: null,
  p95Seconds: null,
  failures: [],
  callbacks: [],
};
const LINE = { boughtAt: '2026-11-27T09:00:00Z', provider: 'Demo generator', estimateCents: 14, costCents: null };

test('a month without costs says its limit, and that nothing was bought', () => {
  expect(wordsOf(htmlOf(<Costs usage={NOTHING} />))).toMatch(
    /^This month \$0\.00 of at most \$10\.00 .* What was bought There is nothing to show yet\.$/,
  );
});

test('what was bought stands with its estimate, and its true cost where that is known', () => {
  const ledger = [LINE, { ...LINE, boughtAt: '2026-11-26T09:00:00Z', provider: 'fal', costCents: 120 }];
  const words = wordsOf(htmlOf(<Costs usage={{ ...NOTHING, ledger }} />, {}, { language: 'ko' }));
  expect(words).toMatch(/데모 생성기 \$0\.14 – .* fal \$0\.14 \$1\.20$/);
});

test('a limit that is the artist’s own leads to where it is changed', () => {
  const own = htmlOf(<Costs usage={NOTHING} />, {
    connection: { kind: 'ownKey', provider: 'luma', remembered: true },
  });
  expect(wordsOf(own)).toContain('Change the limit');
  const connection = {
    kind: 'signedIn',
    url: 'https://example.org',
    email: 'a@example.org',
    remembered: true,
  } as const;
  const month = { usedCents: 0, mostCents: 1000, capCents: 2000, priceVersion: '' };
  expect(wordsOf(htmlOf(<Costs usage={{ ...NOTHING, month }} />, { connection }))).toContain('Change the limit');
  expect(wordsOf(htmlOf(<Costs usage={NOTHING} />, { connection }))).not.toContain('Change the limit');
});

test('a meter has the bounds of the limit', () => {
  const html = htmlOf(
    <Costs usage={{ ...NOTHING, month: { usedCents: 900, mostCents: 1000, capCents: null, priceVersion: '' } }} />,
  );
  expect(['value', 'low', 'high', 'max'].map((name) => attributesOf(html, name))).toEqual([
    ['900'],
    ['800'],
    ['1000'],
    ['1000'],
  ]);
});

test('what an older project cannot tell is left out, and not called nothing', () => {
  expect(htmlOf(<Costs usage={{ ...NOTHING, missing: ['month', 'ledger'], month: null }} />)).toBe('');
});
