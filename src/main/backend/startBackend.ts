import { Worker } from 'node:worker_threads';
import type { Backend, BackendNotice, BackendOptions } from './backend.ts';
import { claimDataFolder, type DataFolder } from './dataFolder.ts';
import type { ParentMessage, WorkerMessage } from './workerMessages.ts';

export interface StartOptions extends BackendOptions {
  /** The worker's script: backend/worker.ts, or what the build has made of it. */
  readonly workerUrl: URL;
  /** What the backend has to say to whoever looks for a fault; one line or a stack. Default: nobody hears it. */
  readonly onLog?: (line: string) => void;
}

/** How long a worker may take to come up or to end, in milliseconds; an order waits half a minute for its answer. */
const START_LIMIT = 60_000;
const STOP_LIMIT = 40_000;

/**
 * Starts the embedded backend in a worker thread, which ends with this process. Another process that works in the data
 * folder is left in peace: then a temporary folder is used, and a notice says so.
 * @throws BackendError when it cannot start
 */
export async function startBackend({ workerUrl, onLog = () => {}, ...options }: StartOptions): Promise<Backend> {
  const folder = await claimDataFolder(options.dataFolder);
  try {
    return await startInWorker(workerUrl, { ...options, dataFolder: folder.path }, folder, onLog);
  } catch (error) {
    await folder.release();
    throw error;
  }
}

/** The embedded backend could not start. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly code = 'backend_failed';
}

async function startInWorker(
  workerUrl: URL,
  options: BackendOptions,
  folder: DataFolder,
  onLog: (line: string) => void,
): Promise<Backend> {
  const worker = new Worker(workerUrl, { workerData: options, stdout: true, stderr: true, execArgv: [] });
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (text) => onLog(String(text).trimEnd()));
  const exited = new Promise<string>((resolve) => {
    worker.once('error', (error: unknown) => resolve(error instanceof Error ? error.message : String(error)));
    worker.once('exit', (code) => resolve(`The embedded backend ended with code ${code}.`));
  });
  const ready = await readyMessage(worker, exited, onLog);
  // A process that is done with everything else ends, and the worker with it.
  worker.unref();
  let stopping: Promise<void> | null = null;
  const ended = exited.then(async (reason) => {
    await folder.release();
    return stopping ? null : reason;
  });
  const temporary: readonly BackendNotice[] = folder.temporary ? [{ kind: 'temporary' }] : [];
  const { url, publishableKey, account } = ready;
  return {
    url,
    publishableKey,
    account,
    notices: [...temporary, ...ready.notices],
    ended,
    limitBudget: (cents) => worker.postMessage({ kind: 'budget', cents } satisfies ParentMessage),
    stop() {
      stopping ??= stopWorker(worker, ended);
      return stopping;
    },
  };
}

function readyMessage(
  worker: Worker,
  exited: Promise<string>,
  onLog: (line: string) => void,
): Promise<Extract<WorkerMessage, { kind: 'ready' }>> {
  return new Promise((resolve, reject) => {
    let why: string | null = null;
    const timer = setTimeout(() => {
      why = `It took longer than ${START_LIMIT / 1000} s.`;
      void worker.terminate();
    }, START_LIMIT);
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'log') return onLog(message.line);
      // It leaves by itself, and only then its folder is free.
      if (message.kind === 'failed') why = message.message;
      else resolve(message);
      clearTimeout(timer);
    });
    void exited.then((reason) => {
      clearTimeout(timer);
      reject(new BackendError(`The embedded backend could not start. ${why ?? reason}`));
    });
  });
}

async function stopWorker(worker: Worker, ended: Promise<unknown>): Promise<void> {
  worker.ref();
  worker.postMessage({ kind: 'stop' } satisfies ParentMessage);
  const timer = setTimeout(() => void worker.terminate(), STOP_LIMIT);
  await ended;
  clearTimeout(timer);
}
