import type { Codecs } from '../../editor/editor.ts';
import { RequestFailed } from '../../editor/requestFailed.ts';
import type { Job, JobMessage, Outcome, OutcomeMessage, Results } from './messages.ts';

/** The file formats, at work in a worker, so that drawing goes on while a large file is read or written. */
export function createCodecs(): Codecs {
  const ask = openWorker();
  return {
    decodeAseprite: async (bytes) => resultOf(await ask({ kind: 'decodeAseprite', bytes }), 'decodeAseprite'),
    salvage: async (bytes) => resultOf(await ask({ kind: 'salvage', bytes }), 'salvage'),
    encodeAseprite: async (sprite) => resultOf(await ask({ kind: 'encodeAseprite', sprite }), 'encodeAseprite'),
    decodePicture: async (bytes) => resultOf(await ask({ kind: 'decodePicture', bytes }), 'decodePicture'),
    decodePiskel: async (bytes) => resultOf(await ask({ kind: 'decodePiskel', bytes }), 'decodePiskel'),
    renderExport: async (request) => resultOf(await ask({ kind: 'renderExport', request }), 'renderExport'),
  };
}

function resultOf<Kind extends keyof Results>(outcome: Outcome, kind: Kind): Results[Kind] {
  if (isResult(outcome, kind)) return outcome.value;
  throw new RequestFailed(
    outcome.kind === 'failed'
      ? outcome.error
      : { code: 'internal', message: `The worker did '${outcome.kind}' instead.` },
  );
}

function isResult<Kind extends keyof Results>(
  outcome: Outcome,
  kind: Kind,
): outcome is Outcome & { readonly kind: Kind; readonly value: Results[Kind] } {
  return outcome.kind === kind;
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
