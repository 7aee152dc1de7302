import { expect, test } from 'vitest';
import type { GenerationState } from '../../../shared/ipc.ts';
import { en } from '../texts/en.ts';
import { isRunning, progressOf } from './jobProgress.ts';
import { clockText, jobWords } from './jobWords.ts';
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

test('a failed job offers what helps', () => {
  expect(remedyFor('video_truncated')).toBe('retry');
  expect(remedyFor('bad_request')).toBe('prompt');
  expect(remedyFor('unauthorized')).toBe('signIn');
  expect(remedyFor('ffmpeg_missing')).toBe('ffmpeg');
  expect(remedyFor('whatever comes')).toBe('retry');
});
