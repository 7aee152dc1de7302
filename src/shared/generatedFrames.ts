import type { ClipMaker } from './clip/provenance.ts';
import type { SourcedClip } from './clip/sourcedClip.ts';
import type { Generation } from './ipc.ts';
import type { PixelClip } from './sprite/pixelClip.ts';

/** The frames of a generation with what a sprite keeps of where they come from. */
export function cutOfGeneration(generation: Generation, clip: PixelClip): SourcedClip {
  const { startedAt, settings } = generation;
  const provenance = {
    name: nameOf(generation),
    maker: makerOf(generation),
    sourceHash: generation.sourceHash,
    date: new Date(startedAt).toISOString(),
    settings,
  };
  return { clip, provenance, pivot: null };
}

/** A short name for layer, tag and sprite: the prompt's first words. */
export function nameOf({ origin }: Generation): string {
  const words = origin.request.prompt.trim().split(/\s+/).join(' ');
  return words.length <= 32 ? words : `${words.slice(0, 31).trimEnd()}…`;
}

/** Who made the video, for what a sprite keeps of it. */
export function makerOf({ origin }: Generation): ClipMaker {
  const { provider, jobId, request, model = null, seed, cents = null } = origin;
  const { prompt } = request;
  return { kind: 'prompt', prompt, provider, jobId, model, seed: seed === undefined ? null : String(seed), cents };
}
