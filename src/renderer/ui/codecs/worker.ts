import { animationOf } from '../../../shared/formats/animation.ts';
import { decodeAseprite } from '../../../shared/formats/aseprite/decodeAseprite.ts';
import { encodeAseprite } from '../../../shared/formats/aseprite/encodeAseprite.ts';
import { encodeGif } from '../../../shared/formats/gif/encodeGif.ts';
import { layOutSheet } from '../../../shared/formats/sheet/layOutSheet.ts';
import { browserZlib } from '../../editor/browserZlib.ts';
import { failureOf } from '../../editor/requestFailed.ts';
import type { Job, JobMessage, Outcome, OutcomeMessage } from './messages.ts';

addEventListener('message', ({ data }: MessageEvent<JobMessage>) => {
  const message: OutcomeMessage = { id: data.id, outcome: attempt(data.job) };
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
      return { kind: job.kind, sprite: decodeAseprite(job.bytes, browserZlib) };
    case 'encodeAseprite':
      return { kind: job.kind, bytes: encodeAseprite(job.sprite, browserZlib) };
    case 'encodeGif':
      return { kind: job.kind, bytes: encodeGif(animationOf(job.sprite)) };
    case 'layOutSheet':
      return { kind: job.kind, sheet: layOutSheet(job.sprite, job.imageName, job.version) };
  }
}
