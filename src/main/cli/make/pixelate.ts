import { basename, join } from 'node:path';
import { probe } from '../../ffmpeg/probe.ts';
import { bundledFfmpeg } from '../../ffmpeg/resolve.ts';
import { VideoError } from '../../ffmpeg/videoError.ts';
import { withFfmpeg } from '../../ffmpeg/withFfmpeg.ts';
import { openFileKeeper } from '../../fileKeeper.ts';
import { cutFrames } from '../../generation/cutFrames.ts';
import { readVideoSettings } from '../../videoSettings.ts';
import { BatchError } from '../batch/batchError.ts';
import { checkPlaces } from '../batch/checkPlaces.ts';
import { checkThere } from '../batch/checkThere.ts';
import { checkFrames, checkPart } from './checkWishes.ts';
import type { MadeClip } from './madeClip.ts';
import { type PixelateOrder, placesOf } from './makePlan.ts';
import { percent, progressLine } from './progressLine.ts';
import { untilCanceled } from './untilCanceled.ts';
import { userDataFolder } from './userData.ts';

/**
 * Cuts frames from a video and writes them. What is not needed to start ffmpeg is loaded while it starts.
 *
 * @param root The program's folder.
 * @returns The exit code.
 */
export async function pixelate(order: PixelateOrder, root: URL, version: string): Promise<number> {
  await checkPlaces(placesOf(order));
  await checkThere(order.file);
  const settings = await settingsOf(order);
  return untilCanceled(async (signal) => {
    const made = await makeClip({ ...order, settings }, root, signal);
    const [{ tellWarnings }, { writeMade }] = await writers();
    tellWarnings(made.report, settings);
    await writeMade(made, order, version);
  });
}

async function settingsOf(order: PixelateOrder): Promise<PixelateOrder['settings']> {
  if (order.palette === null) return order.settings;
  const { settingsWithPalette } = await import('./lockedPalette.ts');
  return settingsWithPalette(order);
}

function writers() {
  return Promise.all([import('./clipWarnings.ts'), import('./madeFiles.ts')]);
}

async function makeClip(order: PixelateOrder, root: URL, signal: AbortSignal): Promise<MadeClip> {
  const userData = userDataFolder(process.env, process.platform);
  const { ffmpegPath, videoCacheLimit } = readVideoSettings(openFileKeeper(userData).get('settings'));
  const places = { setting: ffmpegPath, environment: process.env, bundled: bundledFfmpeg() };
  let named: Promise<VideoSource> | undefined;
  // ffmpeg and the thread are at work by then, and nothing else is left to do.
  const whileDecoding = (): void => {
    void writers().then(([, { prepareWriting }]) => prepareWriting(order));
    if (!makesSprite(order)) named ??= namedSource(order.file, signal);
  };
  const source = (): Promise<VideoSource> =>
    makesSprite(order)
      ? keptSource(order.file, userData, videoCacheLimit, signal)
      : (named ?? namedSource(order.file, signal));
  try {
    const { clip, report, facts } = await withFfmpeg(places, (path) => cut(order, path, root, signal, whileDecoding));
    const { hash, isKept } = await source();
    const name = basename(order.file);
    const provenance = {
      name: name.replace(/\.[^.]+$/, ''),
      maker: { kind: 'video', file: name },
      sourceHash: isKept ? hash : null,
      date: new Date().toISOString(),
      settings: order.settings,
    } as const;
    const { codec, width, height, fps = null, seconds = null } = facts;
    const video = { name, hash, codec, width, height, fps, seconds };
    return { cut: { clip, provenance, pivot: report.pivot }, report, source: video };
  } catch (error) {
    throw error instanceof VideoError ? new BatchError(`${order.file}: ${error.message}`, error) : error;
  }
}

async function cut(
  { file, settings }: PixelateOrder,
  path: string,
  root: URL,
  signal: AbortSignal,
  whileDecoding: () => void,
) {
  const show = progressLine(process.stderr);
  const facts = probe(path, file, signal).then((found) => {
    checkPart(settings, found);
    return found;
  });
  const made = await cutFrames(file, settings, {
    ffmpeg: { path },
    workerUrl: new URL('out/main/pixelate.js', root),
    signal,
    facts,
    onProgress: (stage, fraction) => {
      // ffmpeg starts as soon as this is told.
      if (stage === 'decoding' && fraction === 0) setImmediate(whileDecoding);
      show(`${stage} ${percent(fraction)}`);
    },
  });
  checkFrames(settings, made.report);
  return { ...made, facts: await facts };
}

interface VideoSource {
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly isKept: boolean;
}

/** A sprite's frames can be cut again, so its video is kept; one that becomes pictures is only named. */
function makesSprite({ output }: PixelateOrder): boolean {
  return /\.ase(prite)?$/i.test(output.out);
}

function namedSource(file: string, signal: AbortSignal): Promise<VideoSource> {
  const source = import('../../generation/fileHash.ts').then(async ({ fileHash }) => {
    return { hash: await fileHash(file, signal), isKept: false };
  });
  // Whoever waits for it hears of it; where cutting fails nobody does.
  source.catch(() => {});
  return source;
}

async function keptSource(file: string, userData: string, cacheLimit: number, signal: AbortSignal) {
  const { VideoCache } = await import('../../generation/videoCache.ts');
  const videos = new VideoCache(join(userData, 'videos'), () => cacheLimit * 1e9);
  const video = await videos.keep(file, signal);
  await videos.trim();
  video.release();
  return video;
}
