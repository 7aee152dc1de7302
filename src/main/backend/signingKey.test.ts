import { createHook } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSigningKey } from './signingKey.ts';

test('no key is made in another thread, which would take the process along if this one were ended meanwhile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-key-'));
  const kinds = new Map<number, string>();
  const awaited = new Set<string>();
  const hook = createHook({
    init: (id, kind) => kinds.set(id, kind),
    // Called only for what was not done at once.
    before: (id) => awaited.add(kinds.get(id) ?? ''),
  }).enable();
  await loadSigningKey(folder);
  hook.disable();
  await rm(folder, { recursive: true });
  expect([...kinds.values()]).toContain('KEYPAIRGENREQUEST');
  expect(awaited).toContain('FSREQPROMISE');
  expect(awaited).not.toContain('KEYPAIRGENREQUEST');
});
