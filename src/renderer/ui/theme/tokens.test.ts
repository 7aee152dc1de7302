import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { blue, fromHex, green, red } from '../../../shared/sprite/color.ts';

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The colours of a theme by name. */
function colorsOf(selector: string): ReadonlyMap<string, number> {
  const start = tokens.indexOf(`${selector} {`);
  const rules = tokens.slice(start, tokens.indexOf('}', start));
  return new Map(
    [...rules.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, fromHex(hex) ?? 0]),
  );
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(color: number): number {
  const [r = 0, g = 0, b = 0] = [red(color), green(color), blue(color)].map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: number, b: number): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const dark = colorsOf(':root');
const light = colorsOf(':root[data-theme="light"]');

test('both themes name the same colours', () => {
  expect([...light.keys()]).toEqual([...dark.keys()]);
  expect(dark.size).toBeGreaterThan(15);
});

const SURFACES = ['surface-0', 'surface-1', 'surface-2', 'surface-3'];

test.each([
  ['dark', dark],
  ['light', light],
] as const)('text is legible on every surface of the %s theme', (_name, theme) => {
  const pairs = [
    ...['text', 'text-dim'].flatMap((text) => [...SURFACES, 'accent-soft'].map((surface) => [text, surface])),
    ...['surface-1', 'surface-2', 'accent-soft'].map((surface) => ['accent', surface]),
    ...['surface-1', 'surface-2'].map((surface) => ['danger', surface]),
    ['on-accent', 'accent-strong'],
  ];
  for (const [text = '', surface = ''] of pairs) {
    expect(contrast(theme.get(text) ?? 0, theme.get(surface) ?? 0), `${text} on ${surface}`).toBeGreaterThanOrEqual(
      4.5,
    );
  }
});

test.each([
  ['dark', dark],
  ['light', light],
] as const)('edges of fields and focus rings stand out in the %s theme', (_name, theme) => {
  for (const surface of ['surface-0', 'surface-1', 'surface-2']) {
    expect(contrast(theme.get('focus') ?? 0, theme.get(surface) ?? 0), `focus on ${surface}`).toBeGreaterThanOrEqual(3);
  }
  expect(contrast(theme.get('line-strong') ?? 0, theme.get('surface-1') ?? 0)).toBeGreaterThanOrEqual(2.5);
});
