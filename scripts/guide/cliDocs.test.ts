import { expect, test } from 'vitest';
import { helpText, SHOWN_OPTIONS } from '../../src/main/cli/help.ts';
import { cliGuide, manPage } from './cliDocs.ts';

// When the table of options changes: node scripts/run.mjs cliDocs
test('the guide and the man page are those that the table of options makes', async () => {
  await expect(cliGuide()).toMatchFileSnapshot('../../docs/cli.md');
  await expect(manPage()).toMatchFileSnapshot('../../docs/celkiln.1');
});

/** What build scripts use of Aseprite's command line, scripting and single platforms aside. */
const ASEPRITE = `batch preview verbose debug help version save-as palette scale shrink-to color-mode dithering-algorithm
  dithering-matrix layer import-layer all-layers ignore-layer tag frame-tag play-subtags frame-range ignore-empty slice crop
  oneframe split-layers split-tags split-slices split-grid sheet data format sheet-type sheet-pack sheet-width sheet-height
  power-of-two-size sheet-columns sheet-rows merge-duplicates border-padding shape-padding inner-padding trim trim-sprite
  trim-by-grid extrude export-tileset filename-format tagname-format list-layers list-layer-hierarchy list-tags list-slices`;

test('help, guide and man page show every option of Aseprite, and our own', () => {
  const names = SHOWN_OPTIONS.flatMap(({ options }) =>
    options.flatMap(({ name, alias }) => [name, ...(alias ? [alias] : [])]),
  );
  expect(names).toEqual(expect.arrayContaining(ASEPRITE.split(/\s+/)));
  const texts = [helpText(), cliGuide(), manPage().replaceAll('\\-', '-')];
  const missing = names.filter((name) => !texts.every((text) => new RegExp(`--${name}\\b`).test(text)));
  expect(missing).toEqual([]);
});

test('no two options of one form are spelled alike', () => {
  for (const form of ['-b: ', 'generate']) {
    const groups = SHOWN_OPTIONS.filter(({ title }) => title.startsWith(form));
    const spelled = groups.flatMap(({ options }) =>
      options.flatMap(({ name, alias, letter }) => [name, alias, letter]),
    );
    const given = spelled.filter((each) => each !== undefined);
    expect(new Set(given).size).toBe(given.length);
  }
});
