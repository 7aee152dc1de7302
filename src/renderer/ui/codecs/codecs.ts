import type { Codecs } from '../../editor/editor.ts';
import { RequestFailed } from '../../editor/requestFailed.ts';
import type { Job, JobMessage, Outcome, OutcomeMessage } from './messages.ts';

/**
 * The file formats, at work in a worker, so that drawing goes on while a large file is read or written.
 * `version` is the program's, for the files that name it.
 */
export function createCodecs(version: string): Codecs {
  const ask = openWorker();
  return {
    decodeAseprite: async (bytes) => {
      const outcome = await ask({ kind: 'decodeAseprite', bytes });
      return outcome.kind === 'decodeAseprite' ? outcome.sprite : refused(outcome);
    },
    encodeAseprite: async (sprite) => {
      const outcome = await ask({ kind: 'encodeAseprite', sprite });
      return outcome.kind === 'encodeAseprite' ? outcome.bytes : refused(outcome);
    },
    encodeGif: async (sprite) => {
      const outcome = await ask({ kind: 'encodeGif', sprite });
      return outcome.kind === 'encodeGif' ? outcome.bytes : refused(outcome);
    },
    layOutSheet: async (sprite, imageName) => {
      const outcome = await ask({ kind: 'layOutSheet', sprite, imageName, version });
      return outcome.kind === 'layOutSheet' ? outcome.sheet : refused(outcome);
    },
  };
}

function refused(outcome: Outcome): never {
  throw new RequestFailed(
    outcome.kind === 'failed'
      ? outcome.error
      : { code: 'internal', message: `The worker did '${outcome.kind}' instead.` },
  );
}

/** A worker made at the first job. When it dies, all its jobs fail, and the next one gets a new worker. */
function openWorker(): (job: Job) => Promise<Outcome> {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, (outcome: Outcome) => void>();
  const died = (event: ErrorEvent) => {
    worker?.terminate();
    worker = null;
    const error = { code: 'internal', message: event.message || 'The worker for files stopped.' };
    for (const settle of waiting.values()) settle({ kind: 'failed', error });
    waiting.clear();
  };
  const open = (): Worker => {
    const opened = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    opened.onmessage = ({ data }: MessageEvent<OutcomeMessage>) => {
      waiting.get(data.id)?.(data.outcome);
      waiting.delete(data.id);
    };
    opened.onerror = died;
    return opened;
  };
  return (job) =>
    new Promise((resolve) => {
      worker ??= open();
      const message: JobMessage = { id: ++lastId, job };
      waiting.set(message.id, resolve);
      worker.postMessage(message);
    });
}
