import { join } from 'node:path';
import type { Database } from '../database.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Route } from '../server.ts';
import type { DemoSettings } from './demoSettings.ts';
import { type DemoGeneration, openGenerations } from './generations.ts';
import { createLifecycle, type RenderVideo } from './lifecycle.ts';
import { createLumaApi, LUMA_PREFIX } from './lumaApi.ts';
import { openVideos, VIDEO_PREFIX } from './videos.ts';

export interface LumaParts {
  readonly database: Database;
  readonly dataFolder: string;
  /** Scheme, host and port of this run. */
  readonly origin: string;
  readonly apiKey: string;
  readonly settings: DemoSettings;
  readonly render: RenderVideo;
  readonly onError: (error: unknown) => void;
}

/** The demo generator: speaks Luma's Dream Machine API v1 and draws its videos itself. */
export interface Luma {
  readonly routes: readonly Route[];
  /** Goes on with what an earlier run left unfinished. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const DEFAULT_URL_LIFETIME = 3600;

const KEPT_DAYS = 7;
/** With the fault `url_expired`: for how long only dead addresses are told, in milliseconds. */
const EXPIRED_FOR = 3000;

/** Opens what an earlier run has left; nothing goes on before resume(). */
export async function createLuma(parts: LumaParts): Promise<Luma> {
  const { settings, origin, onError } = parts;
  const generations = await openGenerations(parts.database);
  const videos = await openVideos(join(parts.dataFolder, 'videos'), origin);
  const lifetime = settings.urlLifetime ?? DEFAULT_URL_LIFETIME;
  const describe = (generation: DemoGeneration) => {
    const expired = generation.fault === 'url_expired' && generation.age < EXPIRED_FOR;
    return describeGeneration(generation, videos.addressOf(generation.id, expired ? -1 : lifetime));
  };
  const redirect = (url: string) => redirectTo(origin, url);
  const lifecycle = createLifecycle({
    generations,
    videos,
    settings,
    render: parts.render,
    describe,
    redirect,
    onError,
  });

  const { apiKey } = parts;
  const answer = createLumaApi({ generations, videos, lifecycle, apiKey, faults: settings.faults ?? [], describe });
  const truncated = async (id: string) => (await generations.find(id))?.fault === 'truncated_file';
  return {
    routes: [
      { prefix: LUMA_PREFIX, bodyLimit: 1024 * 1024, answer },
      { prefix: VIDEO_PREFIX, bodyLimit: 0, answer: (request) => videos.answer(request, truncated) },
    ],
    async resume() {
      await generations.removeOld(KEPT_DAYS);
      const kept = await generations.list(1_000_000, 0);
      await videos.keepOnly(new Set(kept.map(({ id }) => id)));
      for (const generation of await generations.unfinished()) lifecycle.begin(generation);
    },
    stop: () => lifecycle.stop(),
  };
}

function describeGeneration(generation: DemoGeneration, videoAddress: string): JsonObject {
  const { id, state, failure_reason, created_at, request } = generation;
  const assets = state === 'completed' ? { video: videoAddress, image: null, progress_video: null } : null;
  const model = textOf(request, 'model');
  return { id, generation_type: 'video', state, failure_reason, created_at, assets, model, request };
}

/** The functions of an earlier run had another port. */
function redirectTo(origin: string, callbackUrl: string): string {
  const url = new URL(callbackUrl);
  const ours = new URL(origin);
  if (url.hostname === ours.hostname && url.pathname.startsWith('/functions/v1/')) url.port = ours.port;
  return url.href;
}
