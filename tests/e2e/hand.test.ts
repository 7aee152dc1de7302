import { expect, test } from 'vitest';
import { launchApp } from './app.ts';
import { eventually, expectNoErrors, partsOf } from './window.ts';

test('keys reach the hand: Alt holds the eyedropper, Enter in a field plays nothing, a notch is one step', async () => {
  const { page, pageErrors, close } = await launchApp({ size: { width: 1280, height: 720 } });
  const { canvas } = partsOf(page);
  const status = page.getByRole('region', { name: 'Status' });
  await page.getByRole('button', { name: '64 × 64' }).click();
  await canvas.hover();
  await page.keyboard.press('b');

  await page.keyboard.down('Alt');
  await eventually(async () => (await status.innerText()).includes('pick'), 'the eyedropper is in the hand');
  await page.keyboard.up('Alt');
  await eventually(async () => (await status.innerText()).includes('draw'), 'the pencil is back');

  await page.keyboard.press('Alt+n');
  const duration = page.getByRole('spinbutton', { name: 'Duration of this frame in milliseconds' });
  await duration.fill('250');
  await duration.press('Enter');
  await eventually(async () => (await page.evaluate(() => document.activeElement?.tagName)) === 'BODY', 'it is left');
  expect(await page.getByRole('button', { name: 'Stop', exact: true }).count()).toBe(0);

  await canvas.hover();
  await page.mouse.wheel(0, -120);
  await eventually(async () => (await status.innerText()).includes('600 %'), 'one step closer');
  expectNoErrors(pageErrors);
  await close();
});
