import { browserZlib } from '../../editor/browserZlib.ts';
import { PackedSprites } from '../../editor/recovery/packedSprites.ts';
import type { PackJob } from '../../editor/recovery/SpritePacker.ts';
import { failureOf } from '../../editor/requestFailed.ts';
import type { Failed, Question, Reply } from '../codecs/openWorker.ts';

/** What comes of a job; bytes where it asked for a file. */
export interface PackOutcome {
  readonly kind: 'done';
  readonly file: Uint8Array | null;
}

const sprites = new PackedSprites(browserZlib);

addEventListener('message', ({ data }: MessageEvent<Question<PackJob>>) => {
  const outcome = attempt(data.job);
  const reply: Reply<PackOutcome | Failed> = { id: data.id, outcome };
  const file = outcome.kind === 'done' ? outcome.file : null;
  postMessage(reply, { transfer: file ? [file.buffer as ArrayBuffer] : [] });
});

function attempt(job: PackJob): PackOutcome | Failed {
  try {
    return { kind: 'done', file: perform(job) };
  } catch (error) {
    return { kind: 'failed', error: failureOf(error) };
  }
}

function perform(job: PackJob): Uint8Array | null {
  switch (job.kind) {
    case 'take':
      sprites.take(job.document, job.parts);
      return null;
    case 'encode':
      return sprites.encode(job.document, job.sprite, job.numbers);
    case 'forget':
      sprites.forget(job.document);
      return null;
  }
}
