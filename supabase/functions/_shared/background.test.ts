import { afterEach, expect, test, vi } from 'vitest';
import { runInBackground } from './background.ts';

afterEach(() => vi.unstubAllGlobals());

test('Supabase’s runtime is asked to wait for the work', () => {
  const waitUntil = vi.fn();
  vi.stubGlobal('EdgeRuntime', { waitUntil });
  const work = Promise.resolve();
  runInBackground(work);
  expect(waitUntil).toHaveBeenCalledExactlyOnceWith(work);
});

test('elsewhere the work goes on by itself', async () => {
  let done = false;
  const work = Promise.resolve().then(() => {
    done = true;
  });
  runInBackground(work);
  await work;
  expect(done).toBe(true);
});
