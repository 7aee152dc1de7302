import { browserZlib } from '../../editor/browserZlib.ts';
import { PackedSprites } from '../../editor/recovery/packedSprites.ts';
import type { PackJob } from '../../editor/recovery/SpritePacker.ts';
import { failureOf } from '../../editor/requestFailed.ts';
import type { Failed, Question, Reply } from '../codecs/openWorker.ts';
import { deflate } from './deflate.ts';

/** What comes of a job; bytes where it asked for a file. */
export interface PackOutcome {
  readonly kind: 'done';
  readonly file: Uint8Array | null;
}

const sprites = new PackedSprites(browserZlib, deflate);

addEventListener('message', async ({ data }: MessageEvent<Question<PackJob>>) => {
  const outcome = await attempt(data.job);
  const reply: Reply<PackOutcome | Failed> = { id: data.id, outcome };
  const file = outcome.kind === 'done' ? outcome.file : null;
  postMessage(reply, { transfer: file ? [file.buffer as ArrayBuffer] : [] });
});

async function attempt(job: PackJob): Promise<PackOutcome | Failed> {
  try {
    return { kind: 'done', file: await perform(job) };
  } catch (error) {
    return { kind: 'failed', error: failureOf(error) };
  }
}

async function perform(job: PackJob): Promise<Uint8Array | null> {
  switch (job.kind) {
    case 'take':
      await sprites.take(job.document, job.parts);
      return null;
    case 'encode':
      return sprites.encode(job.document, job.sprite, job.numbers);
    case 'forget':
      sprites.forget(job.document);
      return null;
  }
}
