import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyPictures } from '../demo/picture/pictureScene.ts';
import type { JsonObject } from '../json.ts';
import { deliverCallback } from './deliverCallback.ts';
import { type DemoSettings, timingOf } from './demoSettings.ts';
import { frameSize, type GenerationRequest, requestFromEcho } from './generationRequest.ts';
import type { DemoGeneration, GenerationState, Generations } from './generations.ts';
import { readKeyframes } from './keyframes.ts';
import type { Videos } from './videos.ts';

export interface VideoFormat {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly fps: number;
  readonly loop: boolean;
  readonly seed: number;
}

/** What a video shall show, and what it begins and ends with. */
export interface VideoWish extends KeyPictures {
  readonly prompt: string;
}

/** Writes the video of a prompt to `outFile`; with a picture to begin or end with it has that one's shape. */
export type RenderVideo = (wish: VideoWish, format: VideoFormat, outFile: string, signal: AbortSignal) => Promise<void>;

export interface LifecycleParts {
  readonly generations: Generations;
  readonly videos: Videos;
  readonly settings: DemoSettings;
  readonly render: RenderVideo;
  /** A generation as the API shows it. */
  readonly describe: (generation: DemoGeneration) => JsonObject;
  /** Where callbacks are sent: an address of an earlier run is pointed at this one. */
  readonly redirect: (callbackUrl: string) => string;
  readonly onError: (error: unknown) => void;
}

/** Carries generations from queued to their end. */
export interface Lifecycle {
  begin(generation: DemoGeneration): void;
  abandon(id: string): void;
  stop(): Promise<void>;
}

const FPS = 24;
/** Milliseconds by which a callback that was overtaken comes later. */
const REORDER_PAUSE = 300;

export function createLifecycle(parts: LifecycleParts): Lifecycle {
  const running = new Map<string, { readonly abort: AbortController; readonly ended: Promise<void> }>();
  const renderNext = createLine();

  async function live(generation: DemoGeneration, signal: AbortSignal): Promise<void> {
    const request = requestFromEcho(generation.request);
    const tell = createTeller(parts, generation, request.callbackUrl, signal);
    const timing = timingOf(parts.settings, generation.fault);
    const video = renderNext(() => renderOnce(parts, generation, request, signal));
    // Its failure is looked at below; until then it must not count as unhandled.
    video.catch(() => {});
    if (generation.state === 'queued') {
      await sleep(timing.queuedFor, undefined, { signal, ref: false });
      await move(parts, tell, generation.id, 'dreaming', null);
    }
    await sleep(timing.dreamingFor, undefined, { signal, ref: false });
    const failure = await video.then(() => null, reasonOf);
    signal.throwIfAborted();
    await move(parts, tell, generation.id, failure === null ? 'completed' : 'failed', failure);
  }

  return {
    begin(generation) {
      const abort = new AbortController();
      const ended = live(generation, abort.signal)
        .catch((error: unknown) => {
          if (!abort.signal.aborted) parts.onError(error);
        })
        .finally(() => running.delete(generation.id));
      running.set(generation.id, { abort, ended });
    },
    abandon(id) {
      running.get(id)?.abort.abort();
    },
    async stop() {
      const all = [...running.values()];
      for (const { abort } of all) abort.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

type Tell = (state: GenerationState, generation: JsonObject) => void;

async function move(parts: LifecycleParts, tell: Tell, id: string, state: GenerationState, reason: string | null) {
  const moved = await parts.generations.move(id, state, reason);
  if (moved) tell(state, parts.describe(moved));
}

/** Sends the callbacks of one generation, well or as its fault wants them. */
function createTeller(
  parts: LifecycleParts,
  generation: DemoGeneration,
  url: string | null,
  signal: AbortSignal,
): Tell {
  if (url === null || generation.fault === 'callbacks_lost') return () => {};
  const timing = timingOf(parts.settings, generation.fault);
  const whole = timing.queuedFor + timing.dreamingFor;
  const send = (content: JsonObject, wait: number) => {
    sleep(wait, undefined, { signal, ref: false })
      .then(() => deliverCallback(parts.redirect(url), content, signal))
      .catch((error: unknown) => {
        if (!signal.aborted) parts.onError(error);
      });
  };
  let held: JsonObject | null = null;
  return (state, content) => {
    switch (generation.fault) {
      case 'callbacks_late':
        return send(content, whole);
      case 'callbacks_duplicated':
        for (const wait of [0, 0, 300]) send(content, wait);
        return;
      case 'callbacks_reordered':
        if (state === 'dreaming') {
          held = content;
          return;
        }
        send(content, 0);
        if (held) send(held, REORDER_PAUSE);
        return;
      default:
        return send(content, 0);
    }
  };
}

async function renderOnce(
  { generations, videos, settings, render }: LifecycleParts,
  { id, fault }: DemoGeneration,
  request: GenerationRequest,
  signal: AbortSignal,
): Promise<void> {
  if (fault === 'failed') throw new Error('The demo generator was told to fail.');
  if (await videos.has(id)) return;
  const format: VideoFormat = {
    ...frameSize(request, settings.framePixels),
    seconds: settings.seconds ?? request.seconds,
    fps: FPS,
    loop: request.loop,
    seed: Number.parseInt(id.slice(0, 8), 16),
  };
  const wish = { prompt: request.prompt, ...readKeyframes(await generations.keyframesOf(id)) };
  await videos.store(id, (file) => render(wish, format, file, signal));
  await generations.forgetKeyframes(id);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The video could not be made.';
}

/** One after the other, so that many generations do not share one processor at the expense of the rest. */
function createLine(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}
