import { join } from 'node:path';
import type { ClipReport } from '../shared/clip/clipReport.ts';
import type { ClipSettings } from '../shared/clip/clipSettings.ts';
import type { Backend, BackendNotice } from './backend/backend.ts';
import type { DemoSettings } from './backend/luma/demoSettings.ts';
import type { OwnProvider } from './backend/ownProvider.ts';
import { startBackend } from './backend/startBackend.ts';
import type { Browser } from './cloud/browserVisit.ts';
import { createCloud } from './cloud/cloud.ts';
import type { CloudClient } from './cloud/cloudClient.ts';
import type { JobFeedTiming } from './cloud/jobFeed.ts';
import type { Secrets } from './cloud/secrets.ts';
import { bundledFfmpeg, type Ffmpeg, resolveFfmpeg } from './ffmpeg/resolve.ts';
import { cutFrames } from './generation/cutFrames.ts';
import { fromTheStart } from './generation/fromTheStart.ts';
import { GenerationDesk } from './generation/generationDesk.ts';
import { VideoCache } from './generation/videoCache.ts';
import type { SettingsStore } from './settings.ts';
import { StudioDesk } from './studio/studioDesk.ts';

export interface PartsOptions {
  /** The user's data folder; generations, videos and the embedded backend live below it. */
  readonly userData: string;
  /** The folder with the cloud side's migrations and configuration. */
  readonly supabaseFolder: string;
  /** The scripts of the worker threads. */
  readonly workers: { readonly backend: URL; readonly pixelate: URL };
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly secrets: Secrets;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onLog?: (line: string) => void;
  readonly demo?: DemoSettings;
  readonly timing?: JobFeedTiming;
  readonly browser?: Browser;
  /** Hears how an embedded backend started. */
  readonly onNotice?: (notice: BackendNotice) => void;
}

/** What generates, and whom it asks. */
export interface GenerationParts {
  readonly generations: GenerationDesk;
  readonly studios: StudioDesk;
  readonly cloud: CloudClient;
  readonly ffmpeg: () => Promise<Ffmpeg>;
  /** The computer slept or changed networks: connects anew and goes on. */
  wake(): Promise<void>;
  /** Ends what runs beside the main thread; jobs go on in the next session. */
  close(): Promise<void>;
}

/** Puts together everything that leads from a prompt or a video to frames; the desktop and the command line share it. */
export function openParts(options: PartsOptions): GenerationParts {
  const { userData, workers, settings, secrets, environment } = options;
  const ffmpeg = (): Promise<Ffmpeg> =>
    resolveFfmpeg({ setting: settings.read().ffmpegPath, environment, bundled: bundledFfmpeg() });
  const cloud = createCloud({
    settings,
    secrets,
    environment,
    startBackend: (own) => startEmbedded(options, ffmpeg, own),
    ...(options.timing && { timing: options.timing }),
    ...(options.browser && { browser: options.browser }),
    ...(options.onNotice && { onNotice: options.onNotice }),
  });
  const videos = new VideoCache(join(userData, 'videos'), () => settings.read().videoCacheLimit * 1e9);
  // The limit may have been lowered since.
  void videos.trim();
  const generations = new GenerationDesk({
    folder: userData,
    videos,
    cloud,
    cut: async (file, { generation, job }, signal, onProgress) => {
      const asked = generation.settings;
      let settings = asked;
      const refine = (found: ClipReport): ClipSettings => {
        if (job.frames.startFrame !== undefined) settings = fromTheStart(asked, found);
        return settings;
      };
      const tools = { ffmpeg: await ffmpeg(), workerUrl: workers.pixelate, signal, onProgress, refine };
      const { clip, report } = await cutFrames(file, asked, tools);
      return { clip, report, ...(settings !== asked && { settings }) };
    },
  });
  const studios = new StudioDesk({ ffmpeg, videos, workerUrl: workers.pixelate });
  // What could not be sent or heard of goes on as soon as there is a connection again.
  cloud.onChange(({ kind }) => {
    if (kind === 'demo' || kind === 'ownKey' || kind === 'signedIn') void generations.resume();
  });
  generations.onChange(({ state }) => {
    if (state.stage === 'waiting' && state.offline) void cloud.check();
  });
  return {
    generations,
    studios,
    cloud,
    ffmpeg,
    async wake() {
      await cloud.wake();
      await generations.resume();
    },
    async close() {
      await studios.closeAll();
      await generations.close();
      await cloud.close();
    },
  };
}

/** Without ffmpeg the backend still runs; a generation then fails and says what is missing. */
async function startEmbedded(
  options: PartsOptions,
  ffmpeg: () => Promise<Ffmpeg>,
  own?: OwnProvider,
): Promise<Backend> {
  const tool = await ffmpeg().catch(() => null);
  return startBackend({
    // Two ledgers: what cost nothing does not stand among what did.
    dataFolder: join(options.userData, own ? 'backend-own-key' : 'backend'),
    supabaseFolder: options.supabaseFolder,
    workerUrl: options.workers.backend,
    ...(tool && { ffmpegPath: tool.path }),
    ...(options.demo && { demo: options.demo }),
    ...(own && { own }),
    ...(options.onLog && { onLog: options.onLog }),
  });
}
