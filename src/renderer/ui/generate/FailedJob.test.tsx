import { expect, test } from 'vitest';
import { testJob } from '../activity/testJob.ts';
import { htmlOf, wordsOf } from '../testPage.tsx';
import { FailedJob } from './FailedJob.tsx';

function wordsFor(code: string, message: string, language: 'en' | 'ko' = 'en'): string {
  const error = { code, message };
  const job = testJob('a cat', { stage: 'failed', error });
  return wordsOf(htmlOf(<FailedJob generation={job} error={error} />, {}, { language }));
}

test('a failed job says what happened, what to do, what the provider said, and where there is more', () => {
  const said = 'The video provider refused the key of this server.';
  expect(wordsFor('submit_failed', said)).toBe(
    `The prompt did not reach the video provider. Try again in a minute. Details: ${said} Try again More about mending it`,
  );
  expect(wordsFor('bad_video_url', '영상', 'ko')).toContain('자세히: 영상 다시 시도 고치는 방법 더 보기');
});

test('words that tell no more are left out, and a page that says nothing of it is not named', () => {
  expect(wordsFor('quota_day', 'At most 20.')).toBe(
    'That was the last job for today. Try again tomorrow. Try again More about mending it',
  );
  expect(wordsFor('bad_request', 'The prompt is empty.')).not.toMatch(/Details|More about/);
});
