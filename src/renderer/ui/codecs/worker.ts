import { decodeAseprite } from '../../../shared/formats/aseprite/decodeAseprite.ts';
import { encodeAseprite } from '../../../shared/formats/aseprite/encodeAseprite.ts';
import { decodePicture } from '../../../shared/formats/decodePicture.ts';
import { decodePiskel } from '../../../shared/formats/piskel/decodePiskel.ts';
import { salvage } from '../../../shared/formats/salvage.ts';
import { browserZlib } from '../../editor/browserZlib.ts';
import { renderExport } from '../../editor/export/renderExport.ts';
import { failureOf } from '../../editor/requestFailed.ts';
import type { Job, Outcome } from './messages.ts';
import type { Question, Reply } from './openWorker.ts';

addEventListener('message', ({ data }: MessageEvent<Question<Job>>) => {
  const message: Reply<Outcome> = { id: data.id, outcome: attempt(data.job) };
  postMessage(message);
});

function attempt(job: Job): Outcome {
  try {
    return perform(job);
  } catch (error) {
    return { kind: 'failed', error: failureOf(error) };
  }
}

function perform(job: Job): Outcome {
  switch (job.kind) {
    case 'decodeAseprite':
      return { kind: job.kind, value: decodeAseprite(job.bytes, browserZlib) };
    case 'salvage':
      return { kind: job.kind, value: salvage(job.bytes, browserZlib) };
    case 'encodeAseprite':
      return { kind: job.kind, value: encodeAseprite(job.sprite, browserZlib) };
    case 'decodePicture':
      return { kind: job.kind, value: decodePicture(job.bytes, browserZlib) ?? null };
    case 'decodePiskel':
      return { kind: job.kind, value: decodePiskel(job.bytes, browserZlib) };
    case 'renderExport':
      return { kind: job.kind, value: renderExport(job.request, browserZlib) };
  }
}
