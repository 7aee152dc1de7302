import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeNotices } from './makeNotices.ts';
import { labelOf, shippedPackages } from './shippedPackages.ts';

const ROOT = join(import.meta.dirname, '../..');

test("THIRD_PARTY_NOTICES.md is current ('node scripts/run.mjs notices' writes it)", () => {
  expect(readFileSync(join(ROOT, 'THIRD_PARTY_NOTICES.md'), 'utf8')).toBe(makeNotices(ROOT));
});

test('every dependency of the application is among the shipped packages, and no tool is', () => {
  const described: {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly optionalDependencies: Readonly<Record<string, string>>;
  } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const labels = new Set(shippedPackages(ROOT).map(labelOf));
  for (const [name, version] of Object.entries({ ...described.dependencies, ...described.optionalDependencies })) {
    expect(labels, name).toContain(`${name} ${version}`);
  }
  const names = new Set(shippedPackages(ROOT).map(({ name }) => name));
  for (const tool of ['typescript', 'vite', 'electron', 'vitest', 'deno', 'node']) expect(names).not.toContain(tool);
});

test('nothing is shipped under a licence that does not allow it', () => {
  const known =
    /^\(?(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|LGPL-3\.0-or-later|CC0-1\.0)( (AND|OR) (MIT|LGPL-3\.0-or-later|CC0-1\.0))*\)?$/;
  // A program of its own.
  const others = shippedPackages(ROOT).filter(({ license }) => !known.test(license));
  expect(others.map(({ name }) => name)).toEqual(['ffmpeg-static']);
});
