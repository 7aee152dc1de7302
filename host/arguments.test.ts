import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseArguments, readApplication } from './arguments.ts';

test('switches may stand anywhere, the first other word is the application', () => {
  const words = [
    '-r',
    'loader.js',
    '--no-sandbox',
    '--inspect=0',
    '.',
    'picture.png',
    '--user-data-dir=/x=y',
    '--Lang=ko',
  ];
  expect(parseArguments(words, '/home/me/app')).toEqual({
    all: words,
    required: ['loader.js'],
    switches: new Map([
      ['no-sandbox', ''],
      ['inspect', '0'],
      ['user-data-dir', '/x=y'],
      ['lang', 'ko'],
    ]),
    application: '/home/me/app',
  });
});

test('an application is a folder with a package.json, or a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'host-arguments-'));
  try {
    expect(() => readApplication(folder)).toThrow('its package.json cannot be read');
    const main = path.join(folder, 'start.js');
    writeFileSync(
      path.join(folder, 'package.json'),
      '{"name":"a","productName":"Product","main":"start.js","version":"2.0.0"}',
    );
    writeFileSync(main, '');
    expect(readApplication(folder)).toEqual({ folder, main, name: 'Product', version: '2.0.0' });
    expect(readApplication(main)).toMatchObject({ folder, main });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
