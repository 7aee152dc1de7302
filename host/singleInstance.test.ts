import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Knock, SingleInstance } from './singleInstance.ts';

const knock = { commandLine: ['a'], workingFolder: '/', additionalData: { n: 1 } };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'host-instance-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the first instance hears of a second one in another process', async () => {
  const first = new SingleInstance(folder);
  const heard: Knock[] = [];
  expect(first.request(knock, (other) => heard.push(other))).toBe(true);
  const script = `import { SingleInstance } from ${JSON.stringify(path.join(import.meta.dirname, 'singleInstance.ts'))};
    const second = new SingleInstance(${JSON.stringify(folder)});
    const knock = { commandLine: ['b', 'picture.png'], workingFolder: '/home', additionalData: null };
    process.exit(second.takenByAnother && !second.request(knock, () => {}) ? 7 : 1);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(7);
  await vi.waitFor(() =>
    expect(heard).toEqual([{ commandLine: ['b', 'picture.png'], workingFolder: '/home', additionalData: null }]),
  );
  first.release();
  expect(existsSync(path.join(folder, 'host-instance'))).toBe(false);
});

test('the lock of an instance that was killed is taken over', () => {
  const first = new SingleInstance(folder);
  first.request(knock, () => {});
  // No process has this id: Linux numbers them up to 4194304.
  writeFileSync(path.join(folder, 'host-instance', 'lock'), '99999999');
  const second = new SingleInstance(folder);
  expect(second.takenByAnother).toBe(false);
  expect(second.request(knock, () => {})).toBe(true);
  second.release();
  first.release();
});
