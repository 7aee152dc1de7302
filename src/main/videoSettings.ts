import type { Settings } from '../shared/settings.ts';

/** The settings that reading a video needs. They are told without the library that checks all others: it takes 40 ms to load. */
export type VideoSettings = Pick<Settings, 'ffmpegPath' | 'videoCacheLimit'>;

export const VIDEO_DEFAULTS: VideoSettings = { ffmpegPath: '', videoCacheLimit: 2 };

export function isFfmpegPath(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 4000;
}

/** In gigabytes. */
export function isCacheLimit(value: unknown): value is number {
  return typeof value === 'number' && value >= 0.1 && value <= 1000;
}

/** From all settings as they were kept; one that is missing or not valid counts as its default. */
export function readVideoSettings(kept: unknown): VideoSettings {
  const { ffmpegPath, videoCacheLimit }: { readonly [Name in keyof VideoSettings]?: unknown } =
    typeof kept === 'object' && kept !== null ? kept : {};
  return {
    ffmpegPath: isFfmpegPath(ffmpegPath) ? ffmpegPath : VIDEO_DEFAULTS.ffmpegPath,
    videoCacheLimit: isCacheLimit(videoCacheLimit) ? videoCacheLimit : VIDEO_DEFAULTS.videoCacheLimit,
  };
}
