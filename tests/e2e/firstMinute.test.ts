import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { readProvenance } from '../../src/shared/clip/provenance.ts';
import { decodeAseprite } from '../../src/shared/formats/aseprite/decodeAseprite.ts';
import { clipNotes } from '../../src/shared/sprite/edits/clip/clipNotes.ts';
import { launchApp, screenshot } from './app.ts';
import { count, eventually, expectNoErrors, openAnswers, partsOf, saveAnswers, screenColors } from './window.ts';

test('a prompt becomes a playing sprite that is drawn on, undone, saved and opened again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-files-'));
  const file = join(folder, 'cat.aseprite');
  const first = await launchApp({ size: { width: 1280, height: 720 } });
  const { page, app } = first;
  const parts = partsOf(page);
  await screenshot(page, '1-start');

  // Without a mouse, too, the first thing is the prompt.
  await page.keyboard.press('Tab');
  await eventually(
    () => parts.prompt.evaluate((element) => element === document.activeElement),
    'Tab leads to the prompt',
  );

  // The prompt, with the settings of the first minute: 64 x 64, 16 colours, 12 frames a second.
  await parts.prompt.click();
  await page.keyboard.type('a cute pixel art cat walking');
  await page.getByText('64', { exact: true }).first().click();
  await page.getByText('16', { exact: true }).first().click();
  await parts.generate.click();

  // The job's id at once, its states in the artist's words, a bar that never goes back.
  await eventually(async () => /[0-9a-f]{8}-/.test(await parts.job.innerText()), 'the job shows its id');
  const seen: string[] = [];
  const progress: number[] = [];
  await eventually(async () => {
    const words = (await parts.job.innerText()).split('\n');
    const state = words.find((word) => STATES.includes(word));
    if (state && seen.at(-1) !== state) seen.push(state);
    const value = await parts.progress.getAttribute('aria-valuenow', { timeout: 200 }).catch(() => null);
    if (value !== null) progress.push(Number(value));
    if (seen.at(-1) === 'Dreaming' && !seen.includes('shot')) {
      await screenshot(page, '2-dreaming');
      seen.push('shot');
    }
    return (await parts.cels.count()) > 4;
  }, 'the frames stand in the timeline');
  expect(seen).toContain('Dreaming');
  expect(progress.length).toBeGreaterThan(2);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));

  // A layer with a tag, playing.
  const frames = await parts.cels.count();
  await page.getByRole('button', { name: /a cute pixel art cat walking, frames 1 to/ }).waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await screenshot(page, '3-playing');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();

  // Drawing on the first frame, undone and redone.
  const box = await parts.canvas.boundingBox();
  if (box === null) throw new Error('The canvas is not to be seen.');
  const middle = [Math.round(box.width / 2), Math.round(box.height / 2)] as const;
  const places = [middle, [middle[0] + 12, middle[1]]] as const;
  const before = await screenColors(page, places);
  await page.keyboard.press('b');
  await page.mouse.move(box.x + middle[0] - 30, box.y + middle[1]);
  await page.mouse.down();
  await page.mouse.move(box.x + middle[0] + 30, box.y + middle[1], { steps: 8 });
  await page.mouse.up();
  await page.mouse.move(box.x + 4, box.y + 4);
  await eventually(async () => String(await screenColors(page, places)) !== String(before), 'the stroke is seen');
  const drawn = await screenColors(page, places);
  await screenshot(page, '4-drawn');
  await page.keyboard.press('Control+z');
  await eventually(async () => String(await screenColors(page, places)) === String(before), 'the stroke is undone');
  await page.keyboard.press('Control+z');
  await count(parts.cels, 1, 'cel after undoing the insertion');
  await page.keyboard.press('Control+y');
  await count(parts.cels, frames, 'cels after redoing the insertion');
  await page.keyboard.press('Control+y');
  await eventually(async () => String(await screenColors(page, places)) === String(drawn), 'the stroke is redone');

  // Saved, closed, opened again: everything is there.
  await saveAnswers(app, [file]);
  await page.keyboard.press('Control+s');
  await eventually(async () => (await parts.tab.innerText()).includes('cat.aseprite'), 'the tab has the file name');
  expectNoErrors(first.pageErrors);
  await first.close();
  const saved = decodeAseprite(await readFile(file), nodeZlib);
  expect([saved.width, saved.height, saved.frames.length]).toEqual([64, 64, frames]);
  expect(saved.tags.map(({ name }) => name)).toEqual(['a cute pixel art cat walking']);
  const notes = saved.layers.flatMap((layer) => [...clipNotes(layer).values()].map(readProvenance));
  expect(notes).toMatchObject([
    { maker: { kind: 'prompt', provider: 'Demo generator' }, settings: { colorCount: 16 } },
  ]);

  const second = await launchApp({ size: { width: 1280, height: 720 } });
  await openAnswers(second.app, [file]);
  await second.page.keyboard.press('Control+o');
  await count(partsOf(second.page).cels, frames, 'cels in the opened file');
  await eventually(async () => String(await screenColors(second.page, places)) === String(drawn), 'it looks the same');
  await screenshot(second.page, '5-opened');
  expectNoErrors(second.pageErrors);
  await second.close();
  await rm(folder, { recursive: true });
});

const STATES = [
  'Sending the prompt',
  'Waiting in line',
  'Dreaming',
  'The video is ready',
  'Downloading',
  'Reading the video',
  'Cutting frames',
  'Putting the frames in place',
];
