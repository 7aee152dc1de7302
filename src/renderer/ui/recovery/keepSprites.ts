import type { Editor } from '../../editor/editor.ts';
import { SpriteKeeper } from '../../editor/recovery/SpriteKeeper.ts';
import { type PackJob, SpritePacker } from '../../editor/recovery/SpritePacker.ts';
import { RequestFailed } from '../../editor/requestFailed.ts';
import { openWorker } from '../codecs/openWorker.ts';
import type { PackOutcome } from './packWorker.ts';

/** Longest wait for a moment in which the window does nothing, in milliseconds. */
const PATIENCE = 400;

/** Keeps unsaved sprites for recovery as long as the window is open. A worker of its own, so that no save waits for it. */
export function keepSprites({ store, requests, clock }: Editor): void {
  const work = openWorker<PackJob, PackOutcome>(
    () => new Worker(new URL('./packWorker.ts', import.meta.url), { type: 'module' }),
  );
  const packer = new SpritePacker({
    async ask(job) {
      const outcome = await work(
        job,
        job.kind === 'take' ? job.parts.map(({ bytes }) => bytes.buffer as ArrayBuffer) : [],
      );
      if (outcome.kind === 'failed') throw new RequestFailed(outcome.error);
      return outcome.file;
    },
    pause: () => new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: PATIENCE })),
  });
  const later = (task: () => void, milliseconds: number) => {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  };
  new SpriteKeeper({ store, requests, packer, clock, later });
}
