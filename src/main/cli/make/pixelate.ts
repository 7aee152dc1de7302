import { basename, join } from 'node:path';
import { probe } from '../../ffmpeg/probe.ts';
import { bundledFfmpeg, resolveFfmpeg } from '../../ffmpeg/resolve.ts';
import { VideoError } from '../../ffmpeg/videoError.ts';
import { cutFrames } from '../../generation/cutFrames.ts';
import { fileHash } from '../../generation/fileHash.ts';
import { VideoCache } from '../../generation/videoCache.ts';
import { createSettings, openFileKeeper } from '../../settings.ts';
import { BatchError } from '../batch/batchError.ts';
import { checkThere } from '../batch/openSprite.ts';
import { checkPlaces } from '../batch/writeOutputs.ts';
import { tellWarnings } from './clipWarnings.ts';
import { settingsWithPalette } from './lockedPalette.ts';
import type { MadeClip } from './madeClip.ts';
import { placesOf, writeMade } from './madeFiles.ts';
import type { PixelateOrder } from './makePlan.ts';
import { percent, progressLine } from './progressLine.ts';
import { untilCanceled } from './untilCanceled.ts';
import { userDataFolder } from './userData.ts';

/**
 * Cuts frames from a video and writes them.
 *
 * @param root The program's folder.
 * @returns The exit code.
 */
export async function pixelate(order: PixelateOrder, root: URL, version: string): Promise<number> {
  await checkPlaces(placesOf(order));
  await checkThere(order.file);
  const settings = await settingsWithPalette(order);
  return untilCanceled(async (signal) => {
    const made = await makeClip({ ...order, settings }, root, signal);
    tellWarnings(made.report);
    await writeMade(made, order, version);
  });
}

async function makeClip(order: PixelateOrder, root: URL, signal: AbortSignal): Promise<MadeClip> {
  const { file, settings } = order;
  const userData = userDataFolder(process.env, process.platform);
  const preferences = createSettings(openFileKeeper(userData)).read();
  const setting = preferences.ffmpegPath;
  const ffmpeg = await resolveFfmpeg({ setting, environment: process.env, bundled: bundledFfmpeg() });
  const show = progressLine(process.stderr);
  try {
    const { codec, width, height, fps = null, seconds = null } = await probe(ffmpeg.path, file, signal);
    const { clip, report } = await cutFrames(file, settings, {
      ffmpeg,
      workerUrl: new URL('out/main/pixelate.js', root),
      signal,
      onProgress: (stage, fraction) => show(`${stage} ${percent(fraction)}`),
    });
    const videos = new VideoCache(join(userData, 'videos'), () => preferences.videoCacheLimit * 1e9);
    const { hash, isKept } = await sourceOf(order, videos, signal);
    const name = basename(file);
    const provenance = {
      name: name.replace(/\.[^.]+$/, ''),
      maker: { kind: 'video', file: name },
      sourceHash: isKept ? hash : null,
      date: new Date().toISOString(),
      settings,
    } as const;
    const source = { name, hash, codec, width, height, fps, seconds };
    return { cut: { clip, provenance, pivot: report.pivot }, report, source };
  } catch (error) {
    throw error instanceof VideoError ? new BatchError(`${file}: ${error.message}`, error) : error;
  }
}

/** A sprite's frames can be cut again, so its video is kept; one that becomes pictures is only named. */
async function sourceOf({ file, output }: PixelateOrder, videos: VideoCache, signal: AbortSignal) {
  if (!/\.ase(prite)?$/i.test(output.out)) return { hash: await fileHash(file, signal), isKept: false };
  const video = await videos.keep(file, signal);
  await videos.trim();
  video.release();
  return video;
}
