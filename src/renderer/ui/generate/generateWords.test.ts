import { expect, test } from 'vitest';
import type { GenerationState } from '../../../shared/ipc.ts';
import { en } from '../texts/en.ts';
import { ko } from '../texts/ko.ts';
import { isRunning, progressOf } from './jobProgress.ts';
import { clockText, jobWords, providerWords, timeWords } from './jobWords.ts';
import { remedyFor } from './remedy.ts';

const waiting = (status: 'queued' | 'dreaming'): GenerationState => ({
  stage: 'waiting',
  status,
  progress: 0.2,
  expectedSeconds: 20,
});

test('a job says what it does in plain words', () => {
  expect(jobWords(waiting('queued'), en)).toBe('Waiting in line');
  expect(jobWords(waiting('dreaming'), en)).toBe('Dreaming');
  expect(jobWords({ stage: 'pixelating', progress: 0.9 }, en)).toBe('Cutting frames');
  expect(jobWords({ stage: 'done', frameCount: 1 }, en)).toBe('1 frame');
});

test('only jobs that move by themselves count as running', () => {
  expect(isRunning(waiting('queued'))).toBe(true);
  expect(isRunning({ stage: 'ready', frameCount: 3 })).toBe(true);
  expect(isRunning({ stage: 'failed', error: { code: 'internal', message: '' } })).toBe(false);
  expect(progressOf({ stage: 'downloading', progress: 1.4 })).toBe(1);
});

test('time is written as on a clock', () => {
  expect([0, 7.9, 67, 605, -3].map(clockText)).toEqual(['0:00', '0:07', '1:07', '10:05', '0:00']);
});

test('a job is late only when it is well past its estimate', () => {
  const words = (elapsed: number, expected: number) => timeWords(elapsed, expected, en);
  expect(words(5, 6)).toBe('0:05 of about 0:06');
  expect(words(7, 6)).toBe('0:07');
  expect(words(19, 6)).toBe('0:19');
  expect(words(20, 6)).toBe('0:20, longer than usual');
  expect(words(190, 120)).toBe('3:10');
  expect(words(191, 120)).toBe('3:11, longer than usual');
  expect(words(500, 0)).toBe('8:20');
});

test('a failed job offers what helps', () => {
  expect(remedyFor('video_truncated', 'demo')).toBe('retry');
  expect(remedyFor('bad_request', 'demo')).toBe('prompt');
  expect(remedyFor('content_moderated', 'project')).toBe('prompt');
  expect(remedyFor('unauthorized', 'project')).toBe('signIn');
  expect(remedyFor('wrong_provider_key', 'ownKey')).toBe('key');
  expect(remedyFor('ffmpeg_missing', 'demo')).toBe('ffmpeg');
  expect(remedyFor('whatever comes', 'demo')).toBe('retry');
});

test('a limit that is reached is changed where there is one', () => {
  expect(remedyFor('quota_budget', 'ownKey')).toBe('limit');
  expect(remedyFor('quota_budget', 'project')).toBe('limit');
  expect(remedyFor('quota_budget', 'demo')).toBe('retry');
});

test('the demo generator is called as the window speaks, and nobody else is renamed', () => {
  expect(providerWords('Demo generator', en)).toBe('Demo generator');
  expect(providerWords('Demo generator', ko)).toBe('데모 생성기');
  expect(providerWords('Luma', ko)).toBe('Luma');
});
