import { expect, test } from 'vitest';
import type { GenerationState } from '../../../shared/ipc.ts';
import { attributesOf, htmlOf, wordsOf } from '../testPage.tsx';
import { errorsEn } from '../texts/errors.en.ts';
import { HistoryPage } from './HistoryPage.tsx';
import { testJob } from './testJob.ts';

const failed = (code: string): GenerationState => ({ stage: 'failed', error: { code, message: code } });
const waiting = (more: Partial<Extract<GenerationState, { stage: 'waiting' }>>): GenerationState => ({
  stage: 'waiting',
  status: 'queued',
  progress: 0,
  expectedSeconds: 20,
  ...more,
});
const DONE: GenerationState = { stage: 'done', frameCount: 8 };

function historyOf(states: readonly GenerationState[], language: 'en' | 'ko' = 'en'): string {
  const generations = states.map((state, at) => testJob(`job ${at}`, state));
  return htmlOf(<HistoryPage />, { generations }, { language });
}

test('without a job it says what will stand here, and leads to the first', () => {
  const html = historyOf([]);
  expect(wordsOf(html)).toBe('No jobs yet. What you generate is listed here, to be used again. Generate from a prompt');
  expect(html).not.toContain('type="search"');
});

test('one job has its prompt, its state, who made it and how, and all that can be done with it', () => {
  const html = historyOf([DONE]);
  expect(wordsOf(html)).toContain('1 of 1');
  expect(wordsOf(html)).toMatch(/job 0 8 frames Nov 2\d, 2026.* Demo generator 64 × 64 · 24 colours · 12 fps$/);
  expect(attributesOf(html, 'aria-label')).toEqual([
    'Find a prompt',
    'State',
    'Generator',
    'Date',
    'Jobs',
    'Insert again',
    'Open the source video',
    'Fetch the video again',
    'Use these settings again',
    'Run again',
    'Remove from the list',
  ]);
});

test('of many the first fifty are shown, and the others offered', () => {
  const html = historyOf(Array.from({ length: 60 }, () => DONE));
  expect(html.match(/<li /g)).toHaveLength(50);
  expect(wordsOf(html)).toContain('60 of 60');
  expect(wordsOf(html)).toMatch(/Show more$/);
  expect(wordsOf(historyOf(Array.from({ length: 50 }, () => DONE)))).not.toContain('Show more');
});

test.each(['quota_active', 'quota_day', 'moderated', 'offline', 'wrong_provider_key'] as const)(
  'a job that failed with %s says what happened and what to do',
  (code) => {
    expect(wordsOf(historyOf([failed(code)]))).toContain(`${errorsEn[code].what} ${errorsEn[code].todo}`);
  },
);

test('a running job can only be stopped; one that waits for the network can be tried at once', () => {
  const actions = (state: GenerationState) => attributesOf(historyOf([state]), 'data-tip').slice(1);
  expect(actions(waiting({ queue: { place: 2, waiting: 5, seconds: 40 } }))).toEqual(['Cancel']);
  expect(actions(waiting({ offline: true }))).toEqual(['Try now', 'Cancel']);
  expect(actions({ stage: 'canceled' })).toEqual(['Use these settings again', 'Run again', 'Remove from the list']);
  expect(wordsOf(historyOf([waiting({ queue: { place: 2, waiting: 5, seconds: 40 } })]))).toContain(
    'Number 2 of 5 in line',
  );
});

test('in Korean the demo generator has its Korean name, in the rows and among the choices', () => {
  const words = wordsOf(historyOf([DONE], 'ko'));
  expect(words).not.toContain('Demo generator');
  expect(words.match(/데모 생성기/g)).toHaveLength(2);
});
