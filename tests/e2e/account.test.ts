import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestBackend, type TestBackend } from '../integration/backendFixture.ts';
import { startFakeProvider } from '../integration/fakeProvider.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { eventually, expectNoErrors, partsOf } from './window.ts';

/** The embedded backend plays the artist's own Supabase project. */
let backend: TestBackend;
let userData = '';
let launched: LaunchedApp;

beforeAll(async () => {
  // Long enough to sign out in the middle, on a busy machine too.
  backend = await startTestBackend({ queuedFor: 200, dreamingFor: 5000 });
});
afterAll(() => backend.dispose());
beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'celkiln-e2e-account-'));
});
afterEach(async () => {
  await launched.close();
  await rm(userData, { recursive: true, force: true });
});

async function launch(): Promise<LaunchedApp> {
  launched = await launchApp({ userData, size: { width: 1280, height: 720 } });
  return launched;
}

/** The preferences' page about the connection, by the names that a person knows its parts by. */
function connectionPage(page: Page) {
  const dialog = page.getByRole('dialog');
  const button = (name: string) => dialog.getByRole('button', { name, exact: true });
  return {
    dialog,
    button,
    url: dialog.getByRole('textbox', { name: 'Project URL' }),
    key: dialog.getByRole('textbox', { name: 'Publishable key' }),
    email: dialog.getByLabel('Email', { exact: true }).last(),
    password: dialog.getByLabel('Password', { exact: true }).last(),
    source: (name: string) => dialog.getByText(name, { exact: true }),
    async open() {
      await page.keyboard.press('Control+,');
      await dialog.getByRole('tab', { name: 'Connection' }).click();
    },
    async close() {
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    },
  };
}

const PROMPT = 'a cute pixel art cat walking';

async function generate(page: Page): Promise<void> {
  const { prompt, generate: button } = partsOf(page);
  await prompt.fill(PROMPT);
  await button.click();
}

test('an own project: connecting, signing up, generating, signing out, and back to the demo', async () => {
  const { page, pageErrors } = await launch();
  const preferences = connectionPage(page);
  const { job, cels } = partsOf(page);
  const { url, publishableKey } = backend;

  // A wrong key is said before anybody signs in.
  await preferences.open();
  await preferences.source('Supabase project').click();
  await preferences.url.fill(url);
  await preferences.key.fill('sb_publishable_wrong');
  await preferences.button('Connect').click();
  await preferences.dialog.getByText('The project does not take this key.').waitFor();
  await screenshot(page, 'account-1-wrong-key');
  await preferences.key.fill(publishableKey);
  await preferences.button('Connect').click();
  await preferences.email.waitFor();

  // Without an account the panel asks to sign in.
  await preferences.close();
  await page.getByText('Sign in to your project to generate.').waitFor();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await preferences.email.fill('artist@example.org');
  await preferences.password.fill('short');
  await preferences.button('Create account').click();
  await preferences.dialog.getByText('This password is too easy to guess.').waitFor();
  await preferences.password.fill('not a secret');
  await preferences.button('Create account').click();
  await preferences.dialog.getByText('Signed in as artist@example.org').waitFor();
  await preferences.button('Test').click();
  await preferences.dialog.getByText('All is well.').waitFor();
  await screenshot(page, 'account-2-signed-in');
  await preferences.close();

  await generate(page);
  await eventually(async () => (await cels.count()) > 4, 'the frames stand in the timeline');
  expect(await job.innerText()).toContain(new URL(url).host);

  // The history, what it cost and how it went.
  await page.keyboard.press('Control+j');
  const activity = page.getByRole('dialog', { name: 'Jobs and costs' });
  await activity.getByText('1 of 1').waitFor();
  await activity.locator('.history__picture img').waitFor();
  await activity.getByRole('searchbox').fill('dog');
  await activity.getByText('No job fits.').waitFor();
  await activity.getByRole('searchbox').fill('CAT');
  await screenshot(page, 'account-8-history');
  await activity.getByText('Costs', { exact: true }).click();
  await activity
    .getByText(/of at most/)
    .first()
    .waitFor();
  await screenshot(page, 'account-9-costs');
  await activity.getByText('Figures', { exact: true }).click();
  await activity.getByText('100 %').waitFor();
  await screenshot(page, 'account-10-figures');
  await page.keyboard.press('Escape');
  await activity.waitFor({ state: 'detached' });

  // Signing out in the middle: the job says so, and goes on after signing in.
  await generate(page);
  await eventually(async () => /[0-9a-f]{8}-/.test(await job.innerText()), 'the job shows its id');
  await preferences.open();
  await preferences.button('Sign out').click();
  await preferences.email.waitFor();
  await preferences.close();
  await eventually(async () => (await job.getAttribute('data-stage')) === 'failed', 'the job says that it stopped');
  await job.getByText('You are not signed in any more.').waitFor();
  await screenshot(page, 'account-3-signed-out');
  await job.getByRole('button', { name: 'Sign in', exact: true }).click();
  await preferences.email.fill('artist@example.org');
  await preferences.password.fill('wrong');
  await preferences.button('Sign in').click();
  await preferences.dialog.getByText('Email and password do not go together.').waitFor();
  await preferences.password.fill('not a secret');
  await preferences.password.press('Enter');
  await preferences.dialog.getByText('Signed in as artist@example.org').waitFor();
  await preferences.close();
  await eventually(async () => (await job.getAttribute('data-stage')) === 'done', 'the job has gone on');

  // Back to the generator that comes with the program.
  await preferences.open();
  await preferences.source('Demo generator').click();
  await preferences.close();
  await page.getByText('Demo generator, free').waitFor();
  const generator = () => JSON.parse(readFileSync(join(userData, 'config.json'), 'utf8')).settings.generator;
  await eventually(async () => generator() === 'demo', 'the demo generator is chosen');
  expectNoErrors(pageErrors.filter((error) => !error.includes('Failed to load resource')));
});

test('an own key: kept without being shown, tested, and said to be missing', async () => {
  const provider = await startFakeProvider();
  try {
    launched = await launchApp({ userData, size: { width: 1280, height: 720 }, env: provider.environment });
    const { page, pageErrors } = launched;
    const preferences = connectionPage(page);
    await preferences.open();
    await preferences.source('Own key').click();
    await preferences.dialog.getByLabel('Key', { exact: true }).fill('wrong');
    await preferences.button('Keep the key').click();
    await preferences.button('Test').click();
    await preferences.dialog.getByText('The video provider does not take this key.').waitFor();
    await screenshot(page, 'account-5-own-key-wrong');
    await preferences.dialog.getByLabel('Key', { exact: true }).fill(provider.key);
    await preferences.button('Keep the key').click();
    await preferences.button('Test').click();
    await preferences.dialog.getByText('$12.50').waitFor();
    await screenshot(page, 'account-6-own-key');
    expect(await preferences.dialog.getByLabel('Key', { exact: true }).inputValue()).toBe('');
    expect(readFileSync(join(userData, 'config.json'), 'utf8')).not.toContain(provider.key);
    await preferences.close();
    await page.getByText('About $0.14 with Luma, an estimate').waitFor();
    await preferences.open();
    // Reports are off, and ask for an address only when they are wanted.
    await preferences.dialog.getByRole('tab', { name: 'General' }).click();
    const crashes = preferences.dialog.getByLabel('Send crash reports');
    expect([await crashes.isChecked(), await preferences.dialog.getByLabel('Sentry DSN').count()]).toEqual([false, 0]);
    // The box shows what is kept, which takes a moment.
    await crashes.click();
    await preferences.dialog.getByLabel('Sentry DSN').waitFor();
    await screenshot(page, 'account-11-reports');
    await preferences.dialog.getByRole('tab', { name: 'Connection' }).click();
    await preferences.button('Forget the key').click();
    await preferences.close();
    await page.getByText('Enter the key of a video provider to generate.').waitFor();
    await screenshot(page, 'account-7-no-key');
    expectNoErrors(pageErrors);
  } finally {
    await provider.close();
  }
});

test('closed in the middle of a generation and started again, it goes on with the same job', async () => {
  const { page } = await launch();
  await generate(page);
  const { job } = partsOf(page);
  await eventually(async () => /[0-9a-f]{8}-/.test(await job.innerText()), 'the job shows its id');
  const jobId = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(await job.innerText())?.[0] ?? '';
  await launched.close();

  const again = await launch();
  const parts = partsOf(again.page);
  await eventually(async () => (await parts.cels.count()) > 4, 'the frames stand in a sprite of their own');
  await eventually(async () => (await parts.job.getAttribute('data-stage')) === 'done', 'the job is done');
  expect(await parts.job.innerText()).toContain(jobId);
  expect(readdirSync(join(userData, 'videos')).some((name) => name.endsWith('.mp4'))).toBe(true);
  await screenshot(again.page, 'account-4-resumed');
  expectNoErrors(again.pageErrors);
});
