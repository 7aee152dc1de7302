import type { Backend, BackendNotice, BackendOptions } from './backend.ts';
import { claimDataFolder } from './dataFolder.ts';
import { renderDemo } from './renderDemo.ts';
import { type RunParts, runBackend } from './runBackend.ts';

/** A backend in this thread also tells the key that may do everything. */
export interface OpenBackend extends Backend {
  readonly secretKey: string;
}

/**
 * Runs the embedded backend in this thread: for tests, and for what it is started with. Another process that works in
 * the data folder is left in peace: then a temporary folder is used.
 * @throws when neither the data folder nor a temporary one can be used
 */
export async function openBackend(options: BackendOptions, parts: Partial<RunParts> = {}): Promise<OpenBackend> {
  const folder = await claimDataFolder(options.dataFolder);
  const { render = renderDemo(options.ffmpegPath), onError = console.error } = parts;
  try {
    const running = await runBackend({ ...options, dataFolder: folder.path }, { render, onError });
    const temporary: readonly BackendNotice[] = folder.temporary ? [{ kind: 'temporary' }] : [];
    const { promise: ended, resolve } = Promise.withResolvers<string | null>();
    return {
      ...running,
      notices: [...temporary, ...running.notices],
      ended,
      limitBudget: (cents) => void running.limitBudget(cents).catch(onError),
      async stop() {
        await running.stop();
        await folder.release();
        resolve(null);
      },
    };
  } catch (error) {
    await folder.release();
    throw error;
  }
}
