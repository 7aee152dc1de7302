import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Api } from '../../src/shared/ipc.ts';
import { launchApp } from './app.ts';
import { saveAnswers } from './window.ts';

test('a file that is being written to a slow disk when the window closes is written to the end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'celkiln-closing-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { app, page } = await launchApp();
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
  await saveAnswers(app, [join(folder, 'slow.gpl')]);
  await app.evaluate((_electron, slow) => {
    const files = process.getBuiltinModule('node:fs/promises');
    const { open } = files;
    const openSlowly: typeof open = async (path, ...how) => {
      if (String(path).startsWith(slow)) await new Promise((resolve) => setTimeout(resolve, 7000));
      return open(path, ...how);
    };
    Object.assign(files, { open: openSlowly });
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
  }, folder);
  await page.evaluate(async () => {
    const { celkiln } = window as unknown as { readonly celkiln: Api<File> };
    const place = await celkiln.chooseSavePlace('slow.gpl', 'palette');
    if (!place.ok || place.value === null) throw new Error('There is no place to save at.');
    void celkiln.writeFile(place.value.id, new Uint8Array(1000).fill(7));
    void celkiln.closeWindow();
  });
  expect(await ended).toBe(0);
  expect(readdirSync(folder)).toEqual(['slow.gpl']);
});
