import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { attack } from './hostile/attack.ts';
import { PARSERS } from './hostile/parsers.ts';
import { importsOf } from './importsOf.ts';

/** Files that were damaged on the way, or on purpose. */

const LONG = process.env.CELKILN_LONG === '1';
const seed = 20261122;
const MOST_KEPT = 32 * 1024 ** 2;
const ROOT = join(import.meta.dirname, '..');

test.each(Object.entries(PARSERS))(
  '%s: a damaged or cut file is refused by name or read soundly',
  async (parser, { refusesCut, refusesSound = false, foreign }) => {
    const counts = foreign
      ? { damaged: LONG ? 300 : 30, cut: LONG ? 60 : 10 }
      : { damaged: LONG ? 10_000 : 300, cut: LONG ? 2000 : 100 };
    const { sound, damaged, cut, bytesKept } = await attack({ parser, ...counts, seed });
    expect(refusesSound ? sound.accepted : sound.refused).toBe(0);
    expect(damaged.accepted + damaged.refused).toBe(counts.damaged);
    expect(cut.accepted + cut.refused).toBe(counts.cut);
    expect(bytesKept).toBeLessThan(MOST_KEPT);
    if (refusesCut) expect(cut.accepted).toBe(0);
  },
  1_200_000,
);

test.each(Object.entries(PARSERS).filter(([, { foreign }]) => !foreign))(
  '%s: the steps that a file takes are bounded by its bytes and those of its pixels',
  async (parser, { long }) => {
    expect(long?.().length).toBeGreaterThan(0);
    const counts = { damaged: LONG ? 2000 : 60, cut: LONG ? 500 : 20 };
    const { shareOfSteps } = await attack({ parser, ...counts, seed, counted: true });
    expect(shareOfSteps).toBeGreaterThan(0);
    expect(shareOfSteps).toBeLessThan(1);
  },
  1_200_000,
);

test('every parser is among them', () => {
  const reached = new Set(['tests/hostile/parsers.ts']);
  for (const file of reached) {
    for (const { to, typeOnly } of importsOf(ROOT, file)) if (!typeOnly && to.endsWith('.ts')) reached.add(to);
  }
  const parsers = globSync('src/shared/formats/**/*.ts', { cwd: ROOT }).filter((file) =>
    /^((decode|read)[A-Z]\w*|salvage\w*|\w+(Palette|Swatches|PaletteText))\.ts$/.test(basename(file)),
  );
  expect(parsers.length).toBeGreaterThan(15);
  expect(parsers.filter((file) => !reached.has(file))).toEqual([]);
});

test('a parser that compares each byte with each other does not go unseen', async () => {
  const attacked = attack({ parser: 'tireless', damaged: 3, cut: 0, seed, counted: true });
  await expect(attacked).rejects.toThrow(/it took \d+ steps; \d+ are allowed/);
});

test.each([
  ['hanging', 'it was stopped after 8000 ms with one file'],
  ['dying', 'it ended with SIGSEGV'],
  ['nameless', 'TypeError: undefined is not a function'],
  ['greedy', /it took \d+ ms and 33 MiB/],
])('a parser that is %s does not go unseen', async (parser, complaint) => {
  const attacked = attack({ parser, damaged: 3, cut: 0, seed, patience: 8000 });
  await expect(attacked).rejects.toThrow(complaint);
  await expect(attacked).rejects.toThrow(/in base64: [A-Za-z0-9+/]{100}/);
});
