import type { Failure } from '../../../shared/ipc.ts';

/** What a worker of ours is sent, and answers, one for one. */
export interface Question<Job> {
  readonly id: number;
  readonly job: Job;
}

export interface Reply<Outcome> {
  readonly id: number;
  readonly outcome: Outcome;
}

export interface Failed {
  readonly kind: 'failed';
  readonly error: Failure;
}

/**
 * A worker made at the first job. When it dies, all its jobs fail, and the next one gets a new worker.
 *
 * @returns Asks it for something; `given` is given away with the job, and not copied.
 */
export function openWorker<Job, Outcome>(
  make: () => Worker,
): (job: Job, given?: Transferable[]) => Promise<Outcome | Failed> {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, (outcome: Outcome | Failed) => void>();
  const died = (event: ErrorEvent) => {
    worker?.terminate();
    worker = null;
    const error = { code: 'internal', message: event.message || 'The worker for files stopped.' };
    for (const settle of waiting.values()) settle({ kind: 'failed', error });
    waiting.clear();
  };
  const open = (): Worker => {
    const opened = make();
    opened.onmessage = ({ data }: MessageEvent<Reply<Outcome>>) => {
      waiting.get(data.id)?.(data.outcome);
      waiting.delete(data.id);
    };
    opened.onerror = died;
    return opened;
  };
  return (job, given = []) =>
    new Promise((resolve) => {
      worker ??= open();
      const question: Question<Job> = { id: ++lastId, job };
      waiting.set(question.id, resolve);
      worker.postMessage(question, given);
    });
}
