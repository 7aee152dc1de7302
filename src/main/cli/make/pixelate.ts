import { basename, join } from 'node:path';
import type { CutClip } from '../../../shared/pixelate/clipCutter.ts';
import { probe, type VideoFacts } from '../../ffmpeg/probe.ts';
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
 * Cuts frames from a video and writes them. What is not needed to start ffmpeg is loaded while it starts. Until there is
 * something to write nobody listens to signals: this thread, which cuts, would hear of them late, and without listeners
 * they end the program at once, and ffmpeg with it, which loses its pipe.
 *
 * @returns The exit code.
 */
export async function pixelate(order: PixelateOrder, version: string): Promise<number> {
  await checkPlaces(placesOf(order));
  await checkThere(order.file);
  const settings = await settingsOf(order);
  const whole = { ...order, settings };
  const cut = await cutVideo(whole);
  return untilCanceled(async (signal) => {
    const made = await sourced(cut, whole, signal);
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

/** Frames, and what is known of their video. */
interface VideoCut {
  readonly cut: CutClip;
  readonly facts: VideoFacts;
  readonly source: (signal: AbortSignal) => Promise<VideoSource>;
}

async function cutVideo(order: PixelateOrder): Promise<VideoCut> {
  const userData = userDataFolder(process.env, process.platform);
  const { ffmpegPath, videoCacheLimit } = readVideoSettings(openFileKeeper(userData).get('settings'));
  const places = { setting: ffmpegPath, environment: process.env, bundled: bundledFfmpeg() };
  let named: Promise<VideoSource> | undefined;
  // ffmpeg is at work by then, and nothing else is left to do.
  const whileDecoding = (): void => {
    void writers().then(([, { prepareWriting }]) => prepareWriting(order));
    if (!makesSprite(order)) named ??= namedSource(order.file);
  };
  const source = (signal: AbortSignal): Promise<VideoSource> =>
    makesSprite(order) ? keptSource(order.file, userData, videoCacheLimit, signal) : (named ?? namedSource(order.file));
  try {
    return { ...(await withFfmpeg(places, (path) => cutWith(path, order, whileDecoding))), source };
  } catch (error) {
    if (process.stderr.isTTY) process.stderr.write('\n');
    throw inFile(order.file, error);
  }
}

async function cutWith(path: string, { file, settings }: PixelateOrder, whileDecoding: () => void) {
  const show = progressLine(process.stderr);
  const facts = probe(path, file).then((found) => {
    checkPart(settings, found);
    return found;
  });
  const cut = await cutFrames(file, settings, {
    ffmpeg: { path },
    facts,
    onProgress: (stage, fraction) => {
      // ffmpeg starts as soon as this is told.
      if (stage === 'decoding' && fraction === 0) setImmediate(whileDecoding);
      show(`${stage} ${percent(fraction)}`);
    },
  });
  checkFrames(settings, cut.report);
  return { cut, facts: await facts };
}

async function sourced({ cut, facts, source }: VideoCut, order: PixelateOrder, signal: AbortSignal): Promise<MadeClip> {
  const { clip, report } = cut;
  const { hash, isKept } = await source(signal).catch((error: unknown) => {
    throw inFile(order.file, error);
  });
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
}

function inFile(file: string, error: unknown): unknown {
  return error instanceof VideoError ? new BatchError(`${file}: ${error.message}`, error) : error;
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

function namedSource(file: string): Promise<VideoSource> {
  const source = import('../../generation/fileHash.ts').then(async ({ fileHash }) => {
    return { hash: await fileHash(file), isKept: false };
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
