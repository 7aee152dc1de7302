import { basename, resolve } from 'node:path';
import { canvasForCut, fillWithCut } from '../../shared/clip/cutClip.ts';
import { cutOfGeneration } from '../../shared/generatedFrames.ts';
import type { Generation } from '../../shared/ipc.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import type { GenerationParts } from '../openParts.ts';
import type { MakeOrder } from './makePlan.ts';

/** A generation ended without frames. */
export class NotGenerated extends Error {
  override readonly name = 'NotGenerated';
}

/** Runs a generation to its end and makes a sprite of its frames. @throws NotGenerated with the reason in words */
export async function makeSprite(
  order: MakeOrder,
  { generations }: GenerationParts,
  onProgress: (generation: Generation) => void,
  signal: AbortSignal,
): Promise<Sprite> {
  const { promise: ended, resolve: end } = Promise.withResolvers<Generation>();
  const started = await begin(order, generations);
  const stop = generations.onChange((generation) => {
    if (generation.id !== started.id) return;
    if (generation.state.stage !== 'failed') onProgress(generation);
    if (['ready', 'failed', 'canceled'].includes(generation.state.stage)) end(generation);
  });
  const cancel = (): void => void generations.cancel(started.id);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const now = (await generations.list()).find(({ id }) => id === started.id);
    if (now?.state.stage === 'failed') end(now);
    const generation = await ended;
    if (generation.state.stage === 'failed') throw new NotGenerated(subjectOf(order) + generation.state.error.message);
    if (generation.state.stage !== 'ready') throw new NotGenerated('Canceled.');
    const cut = cutOfGeneration(generation, await generations.clipOf(generation.id));
    const sprite = fillWithCut(cut)(canvasForCut(cut));
    await generations.acknowledge(generation.id);
    return sprite;
  } finally {
    stop();
    signal.removeEventListener('abort', cancel);
  }
}

function begin(order: MakeOrder, generations: GenerationParts['generations']) {
  if (order.command === 'generate') return generations.generate({ settings: order.settings, prompt: order.prompt });
  const file = resolve(order.file);
  return generations.importVideo(file, basename(file), order.settings);
}

/** What a failure is about: the video; a prompt is before everyone's eyes. */
function subjectOf(order: MakeOrder): string {
  return order.command === 'import-video' ? `${order.file}: ` : '';
}
