import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DEFAULT_EXPORT,
  type ExportSettings,
  isExportSettings,
  readExportSettings,
  withExportSettings,
} from './exportSettings.ts';
import { arbitraryUserData } from './formats/arbitraryUserData.ts';
import { newSprite } from './sprite/newSprite.ts';
import type { PropertyValue, UserData } from './sprite/userData.ts';

const sprite = newSprite({ width: 4, height: 4 });
const chosen: ExportSettings = {
  ...DEFAULT_EXPORT,
  kind: 'sheet',
  scale: 4,
  frames: 'tag',
  tag: '걷기',
  layout: 'packed',
  trim: 'frame',
  borderPadding: 2,
  extrude: true,
  data: 'array',
  listSlices: false,
};

function kept(fields: readonly (readonly [string, PropertyValue])[]): UserData {
  return {
    properties: new Map([['celkiln', new Map([['export', { type: 'map', value: new Map(fields) } as const]])]]),
  };
}

test('settings come back as they were put in, and leave other properties alone', () => {
  const other = new Map([['prompt', { type: 'string', value: 'a cat' } as const]]);
  const before = { ...sprite, userData: { text: 'mine', properties: new Map([['celkiln', other]]) } };
  const after = withExportSettings(before, chosen);
  expect(readExportSettings(after.userData)).toEqual(chosen);
  expect(after.userData.text).toBe('mine');
  expect(after.userData.properties.get('celkiln')?.get('prompt')).toEqual(other.get('prompt'));
});

test('a sprite that was never exported has no settings', () => {
  expect(readExportSettings(sprite.userData)).toBeUndefined();
});

test('what makes no sense counts as the default, field by field', () => {
  const read = readExportSettings(
    kept([
      ['kind', { type: 'string', value: 'hologram' }],
      ['scale', { type: 'int32', value: 9000 }],
      ['perLine', { type: 'double', value: 2.5 }],
      ['extrude', { type: 'string', value: 'yes' }],
      ['tag', { type: 'vector', value: [] }],
      ['trim', { type: 'string', value: 'sprite' }],
      ['width', { type: 'uint64', value: 64n }],
      ['height', { type: 'uint16', value: 64 }],
    ]),
  );
  expect(read).toEqual({ ...DEFAULT_EXPORT, trim: 'sprite', height: 64 });
});

test('whatever a file holds there, what is read are settings', () => {
  const anything = arbitraryUserData(['a', 'b']).chain((userData) => {
    const [map] = [...userData.properties.values()];
    return fc.constantFrom(userData, kept([...(map ?? [])]), { properties: new Map([['celkiln', map ?? new Map()]]) });
  });
  fc.assert(
    fc.property(anything, (userData) => {
      const read = readExportSettings(userData);
      expect(read === undefined || isExportSettings(read)).toBe(true);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test.each([
  [chosen, true],
  [DEFAULT_EXPORT, true],
  [{ ...chosen, scale: 0 }, false],
  [{ ...chosen, layout: 'spiral' }, false],
  [{ ...chosen, more: 1 }, false],
  [{ kind: 'gif' }, false],
  [null, false],
  ['gif', false],
])('settings from elsewhere are told from anything else (%#)', (value, expected) => {
  expect(isExportSettings(value)).toBe(expected);
});
