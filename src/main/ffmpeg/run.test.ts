import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { run, runToEnd } from './run.ts';
import { VideoError } from './videoError.ts';

const node = process.execPath;
const script = (text: string): string[] => ['-e', text];

test('yields stdout and hands on stderr', async () => {
  let heard = '';
  const out = await runToEnd(node, script('console.log("frames"); console.error("words")'), {
    onStderr: (text) => {
      heard += text;
    },
  });
  expect(out.toString()).toBe('frames\n');
  expect(heard).toBe('words\n');
});

test('takes arguments literally: there is no shell', async () => {
  const out = await runToEnd(node, ['-p', 'process.argv[1]', '--', '$(id); `id` "&& id']);
  expect(out.toString()).toBe('$(id); `id` "&& id\n');
});

test('any failing exit is an error with the last lines', async () => {
  const lines = 'for (let i = 0; i < 999; i++) console.error("line " + i); process.exitCode = 3';
  const end = runToEnd(node, script(lines), {
    explain: (ending) => new VideoError('not_a_video', `exit ${ending.exitCode}`, ending.lines),
  });
  await expect(end).rejects.toMatchObject({ code: 'not_a_video', message: 'exit 3' });
  const error = await end.catch((reason: unknown) => reason);
  expect(error instanceof VideoError && error.lines.at(-1)).toBe('line 998');
  expect(error instanceof VideoError && error.lines.length).toBeLessThan(20);
});

test('a program that cannot be started is ffmpeg_missing', async () => {
  await expect(runToEnd('/nowhere/ffmpeg', [])).rejects.toMatchObject({ code: 'ffmpeg_missing' });
  await expect(runToEnd(import.meta.filename, [])).rejects.toMatchObject({ code: 'ffmpeg_missing' });
});

test('silence ends in a timeout, what goes on saying something does not', async () => {
  const silent = runToEnd(node, script('setInterval(() => {}, 1000)'), { timeout: 200 });
  await expect(silent).rejects.toMatchObject({ code: 'timeout' });
  const chatty = 'let n = 0; const i = setInterval(() => { console.log(n); if (++n === 8) clearInterval(i) }, 400)';
  const output = await runToEnd(node, script(chatty), { timeout: 2000 });
  expect(output.toString()).toBe('0\n1\n2\n3\n4\n5\n6\n7\n');
});

test('what comes while this thread is busy for longer than the timeout is heard all the same', async () => {
  const parts: string[] = [];
  const source = script('console.log("one"); setTimeout(() => console.log("two"), 50)');
  await run(node, source, { timeout: 200 }, (part) => {
    parts.push(String(part));
    if (parts.length === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  });
  expect(parts.join('')).toBe('one\ntwo\n');
});

test('output beyond the budget stops the program', async () => {
  const flood = 'const b = Buffer.alloc(65536); const go = () => process.stdout.write(b, go); go()';
  await expect(runToEnd(node, script(flood), { maxOutput: 1 << 20 })).rejects.toMatchObject({ code: 'too_large' });
});

test('cancel ends the child before it is reported', async () => {
  const stop = new AbortController();
  let pid = 0;
  const stubborn = 'process.on("SIGTERM", () => {}); console.error(process.pid); setInterval(() => {}, 1000)';
  const end = runToEnd(node, script(stubborn), {
    signal: stop.signal,
    onStderr: (text) => {
      pid = Number(text);
      stop.abort();
    },
  });
  await expect(end).rejects.toMatchObject({ code: 'canceled' });
  expect(pid).toBeGreaterThan(0);
  expect(isAlive(pid)).toBe(false);
  await expect(runToEnd(node, [], { signal: stop.signal })).rejects.toMatchObject({ code: 'canceled' });
});

test('a consumer that fails takes the child along, and hears of no more', async () => {
  let [pid, count] = [0, 0];
  const end = run(node, script('console.log(process.pid); setInterval(() => console.log(0), 1)'), {}, (chunk) => {
    pid = Number.parseInt(Buffer.from(chunk).toString(), 10);
    count++;
    throw new RangeError('enough');
  });
  await expect(end).rejects.toThrow('enough');
  expect(count).toBe(1);
  expect(isAlive(pid)).toBe(false);
});

test('input is written with back-pressure and an early end of the reader is no error', async () => {
  let made = 0;
  function* frames(): Generator<Uint8Array> {
    for (; made < 200; made++) yield new Uint8Array(1 << 16).fill(made);
  }
  const count = 'let n = 0; process.stdin.on("data", (b) => { n += b.length }).on("end", () => console.log(n))';
  const out = await runToEnd(node, script(count), { input: frames() });
  expect(Number(out.toString())).toBe(200 << 16);
  made = 0;
  await runToEnd(node, script('process.stdin.once("data", () => process.exit(0))'), { input: frames() });
  expect(made).toBeLessThan(200);
});

test('a source of input that fails stops the program with its own error', async () => {
  function* broken(): Generator<Uint8Array> {
    yield new Uint8Array(4);
    throw new RangeError('no more frames');
  }
  const end = runToEnd(node, script('process.stdin.resume()'), { input: broken() });
  await expect(end).rejects.toThrow('no more frames');
});

test('an ffmpeg whose parent is killed ends by itself', async () => {
  const endless = ['-v', 'error', '-nostdin', '-f', 'lavfi', '-i', 'testsrc2', '-f', 'rawvideo', 'pipe:1'];
  const parent = `
    import { run } from ${JSON.stringify(import.meta.resolve('./run.ts'))};
    await run('ffmpeg', ${JSON.stringify(endless)}, {}, () => process.stdout.write('x'));`;
  const child = spawn(node, ['--input-type=module', '-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const grandchildren = childrenOf(child.pid ?? 0);
  expect(grandchildren).toHaveLength(1);
  child.kill('SIGKILL');
  for (let i = 0; i < 100 && grandchildren.some(isAlive); i++) await sleep(50);
  expect(grandchildren.filter(isAlive)).toEqual([]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function childrenOf(pid: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child = 0]) => child)
    .filter(isAlive)
    .filter((child) => child !== pid);
}
