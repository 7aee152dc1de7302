import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missingFor, programKind } from './packageParts.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'celkiln-parts-'));
  put('package.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const RELEASE = { ffmpeg: true, installers: true };

test('a release needs the sharp and the ffmpeg of its target', () => {
  expect(missingFor({ platform: 'darwin', arch: 'arm64' }, root, RELEASE)).toEqual([
    'sharp for the target: npm install --no-save --os=darwin --cpu=arm64 sharp',
    'ffmpeg for the target: npm_config_platform=darwin npm_config_arch=arm64 npm rebuild ffmpeg-static',
  ]);
  put('node_modules/@img/sharp-darwin-arm64/package.json', '{}');
  put('node_modules/ffmpeg-static/ffmpeg', machO(0x0100000c));
  expect(missingFor({ platform: 'darwin', arch: 'arm64' }, root, RELEASE)).toEqual([]);
});

test("another system's ffmpeg is not the target's", () => {
  put('node_modules/@img/sharp-darwin-x64/package.json', '{}');
  put('node_modules/ffmpeg-static/ffmpeg', elf(62));
  expect(missingFor({ platform: 'darwin', arch: 'x64' }, root, RELEASE)).toEqual([
    'ffmpeg for the target (this one is for linux-x64): ' +
      'npm_config_platform=darwin npm_config_arch=x64 npm rebuild ffmpeg-static',
  ]);
});

test('Windows on ARM runs the ffmpeg for x64', () => {
  put('node_modules/@img/sharp-win32-arm64/package.json', '{}');
  put('node_modules/ffmpeg-static/ffmpeg.exe', portable(0x8664));
  expect(missingFor({ platform: 'win32', arch: 'arm64' }, root, RELEASE)).toEqual([]);
});

test('the folder alone, without ffmpeg, needs no more than sharp; Linux packages need a homepage', () => {
  put('node_modules/@img/sharp-linux-x64/package.json', '{}');
  const linux = { platform: 'linux', arch: 'x64' } as const;
  expect(missingFor(linux, root, { ffmpeg: false, installers: false })).toEqual([]);
  expect(missingFor(linux, root, { ffmpeg: false, installers: true })).toEqual([
    '"homepage" in package.json: .deb and .rpm packages must name one',
  ]);
});

test.each([
  ['linux-x64', elf(62)],
  ['linux-arm64', elf(183)],
  ['linux-?', elf(3)],
  ['darwin-x64', machO(0x01000007)],
  ['darwin-arm64', machO(0x0100000c)],
  ['win32-x64', portable(0x8664)],
  ['win32-arm64', portable(0xaa64)],
  ['another system', Buffer.from('#!/bin/sh\n')],
])('knows a program for %s', (kind, bytes) => {
  put('program', bytes);
  expect(programKind(join(root, 'program'))).toBe(kind);
});

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function elf(machine: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32BE(0x7f454c46, 0);
  bytes.writeUInt16LE(machine, 18);
  return bytes;
}

function machO(cpu: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32LE(0xfeedfacf, 0);
  bytes.writeUInt32LE(cpu, 4);
  return bytes;
}

function portable(machine: number): Buffer {
  const bytes = Buffer.alloc(256);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(128, 0x3c);
  bytes.write('PE\0\0', 128, 'latin1');
  bytes.writeUInt16LE(machine, 132);
  return bytes;
}
