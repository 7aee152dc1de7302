import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';

/** Runs work in a process of its own, and what is done to that once it has begun; its exit code and what it said. */
async function ran(work: string, act: (signal: () => void, said: () => string) => Promise<void>) {
  const script = `
    import { untilCanceled } from ${JSON.stringify(new URL('./untilCanceled.ts', import.meta.url).href)};
    const { promise: never } = Promise.withResolvers();
    setInterval(() => {}, 1000);
    const work = ${work};
    process.exit(await untilCanceled(async (signal) => {
      signal.addEventListener('abort', () => console.log('aborted'));
      console.log('begun');
      await work(signal, never);
    }));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  await expect.poll(() => said).toContain('begun');
  await act(
    () => child.kill('SIGINT'),
    () => said,
  );
  const [code, signal] = await ended;
  return { code, signal, said };
}

test('a signal ends the work in an orderly way', async () => {
  const stops = 'async (signal) => { await new Promise((stop) => signal.addEventListener("abort", stop)); throw 0; }';
  expect(await ran(stops, async (signal) => signal())).toEqual({ code: 130, signal: null, said: 'begun\naborted\n' });
});

test('work that does not stop is left by a second wish', async () => {
  const { code, signal, said } = await ran('(_, never) => never', async (press, heard) => {
    press();
    await expect.poll(heard).toContain('aborted');
    await wait(700);
    press();
  });
  expect([code, signal, said]).toEqual([130, null, 'begun\naborted\n']);
});
