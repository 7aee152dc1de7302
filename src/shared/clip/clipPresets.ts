import type { ClipSettings } from './clipSettings.ts';

export const CLIP_PRESETS = ['character', 'effect', 'item', 'photo'] as const;
export type ClipPreset = (typeof CLIP_PRESETS)[number];

/** What each preset changes; everything else stays as it was chosen. */
export const PRESET_CHANGES: Readonly<Record<ClipPreset, Partial<ClipSettings>>> = {
  /** Stands on the ground, has outlines, and its cycle counts. */
  character: {
    background: { kind: 'auto' },
    crop: 'subject',
    sampler: 'centroid',
    outline: 0.1,
    dither: 'none',
    loop: { kind: 'auto' },
    align: 'ground',
    colorCount: 24,
  },
  /** Flames and bursts: soft edges, few colours, no outline, and often seen once. */
  effect: {
    background: { kind: 'auto' },
    crop: 'subject',
    sampler: 'centroid',
    outline: 0,
    coverage: 0.4,
    dither: 'none',
    steadiness: 0.02,
    align: 'none',
    colorCount: 12,
  },
  /** Turns or shines in its place: steady above all. */
  item: {
    background: { kind: 'auto' },
    crop: 'subject',
    sampler: 'centroid',
    outline: 0.1,
    steadiness: 0.05,
    stick: 0.15,
    dither: 'none',
    loop: { kind: 'auto' },
    align: 'drift',
    colorCount: 16,
  },
  /** A whole picture with its background, in many colours. */
  photo: {
    background: { kind: 'keep' },
    crop: 'picture',
    sampler: 'dpid',
    detail: 0.5,
    outline: 0,
    dither: 'bayer4',
    align: 'none',
    colorCount: 48,
  },
};
