import type { Sprite, Tag } from '../../../shared/sprite/sprite.ts';

/** Where the timeline draws a tag. */
export interface TagBand {
  readonly tag: Tag;
  /** Columns of the first and last frame. */
  readonly first: number;
  readonly last: number;
  /** 0 is the top lane. */
  readonly lane: number;
}

/** More tags than this over one frame are drawn upon each other. */
export const MOST_LANES = 4;

/** Lanes for all tags, longer ones above shorter ones, so that a tag stands over those within it. */
export function tagLanes({ frames, tags }: Pick<Sprite, 'frames' | 'tags'>): readonly TagBand[] {
  const places = new Map(frames.map(({ id }, place) => [id, place]));
  const bands: TagBand[] = [];
  const spans = tags
    .map((tag) => ({ tag, first: places.get(tag.from) ?? 0, last: places.get(tag.to) ?? 0 }))
    .toSorted((a, b) => b.last - b.first - (a.last - a.first) || a.first - b.first);
  for (const span of spans) {
    const taken = new Set(
      bands.filter(({ first, last }) => first <= span.last && span.first <= last).map(({ lane }) => lane),
    );
    const free = Array.from({ length: MOST_LANES }, (_, lane) => lane).find((lane) => !taken.has(lane));
    bands.push({ ...span, lane: free ?? MOST_LANES - 1 });
  }
  return bands;
}

export function laneCount(bands: readonly TagBand[]): number {
  return Math.max(0, ...bands.map(({ lane }) => lane + 1));
}
