import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { GenerationParts } from '../../src/main/openParts.ts';
import { type FakeProvider, makeVideo } from './fakeProvider.ts';
import { type Account, partsIn } from './parts.ts';

/**
 * The parts on a folder, with the artist's own key for a provider on loopback; videos that are said to lie at the
 * provider come from a file, until vi.unstubAllGlobals().
 */
export async function ownKeyParts(
  folder: string,
  provider: FakeProvider,
  account: Pick<Account, 'settings' | 'secrets'>,
): Promise<GenerationParts> {
  await cp(join(folder, 'backend'), join(folder, 'backend-own-key'), { recursive: true, force: false });
  const video = new Uint8Array(await readFile(await makeVideo(folder)));
  const network = globalThis.fetch;
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) =>
    String(input).endsWith('/video.mp4') ? Promise.resolve(new Response(video)) : network(input, init),
  );
  const quick = { reconcileEvery: 150, reconcileAfter: 0 };
  return partsIn(folder, quick, { ...account, environment: provider.environment });
}
