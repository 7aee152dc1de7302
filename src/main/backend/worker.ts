import { parentPort, workerData } from 'node:worker_threads';
import type { BackendOptions } from './backend.ts';
import { renderDemo } from './renderDemo.ts';
import { runBackend } from './runBackend.ts';
import type { ParentMessage, WorkerMessage } from './workerMessages.ts';

/** The embedded backend in a thread of its own, started by startBackend with BackendOptions as its data. */
async function work(options: BackendOptions): Promise<void> {
  const onError = (error: unknown) => tell({ kind: 'log', line: describe(error) });
  try {
    const backend = await runBackend(options, { render: renderDemo(options.ffmpegPath), onError });
    const { url, publishableKey, account, notices } = backend;
    const { email, password } = account;
    parentPort?.on('message', (message: ParentMessage) => {
      if (message.kind === 'budget') return void backend.limitBudget(message.cents).catch(onError);
      backend.stop().catch(onError).finally(leave);
    });
    tell({ kind: 'ready', url, publishableKey, account: { email, password }, notices });
  } catch (error) {
    tell({ kind: 'failed', message: describe(error) });
    leave();
  }
}

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

/** The thread ends when nothing keeps it; a forgotten timer must not. */
function leave(): void {
  parentPort?.close();
  setTimeout(() => process.exit(0), 1000).unref();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

await work(workerData);
