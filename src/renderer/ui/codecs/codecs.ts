import type { Codecs } from '../../editor/editor.ts';
import { RequestFailed } from '../../editor/requestFailed.ts';
import type { Job, Outcome, Results } from './messages.ts';
import { openWorker } from './openWorker.ts';

/** The file formats, at work in a worker, so that drawing goes on while a large file is read or written. */
export function createCodecs(): Codecs {
  const ask = openWorker<Job, Outcome>(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
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
