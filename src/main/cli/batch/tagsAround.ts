import type { Sprite, Tag } from '../../../shared/sprite/sprite.ts';

/** The tags that a frame lies in. */
export interface TagsAround {
  /** The shortest, and the longest; the first of several as long. */
  readonly inner: Tag | undefined;
  readonly outer: Tag | undefined;
}

/** For each frame of a sprite. All at once, since a sprite may have thousands of both. */
export function tagsAround({ frames, tags }: Pick<Sprite, 'frames' | 'tags'>): readonly TagsAround[] {
  const numbers = new Map(frames.map(({ id }, number) => [id, number]));
  const spans = tags.map((tag): TagSpan => {
    const [from, to] = [numbers.get(tag.from) ?? 0, numbers.get(tag.to) ?? -1];
    return { tag, from, to, length: to - from };
  });
  const inner = firstAround(spans.toSorted((a, b) => a.length - b.length));
  const outer = firstAround(spans.toSorted((a, b) => b.length - a.length));
  return frames.map((_, number) => ({ inner: inner.get(number), outer: outer.get(number) }));
}

interface TagSpan {
  readonly tag: Tag;
  /** Frame numbers, both included. */
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** By frame number: the first of the tags that it lies in. */
function firstAround(spans: readonly TagSpan[]): ReadonlyMap<number, Tag> {
  const found = new Map<number, Tag>();
  for (const { tag, from, to } of spans) {
    for (let frame = from; frame <= to; frame++) if (!found.has(frame)) found.set(frame, tag);
  }
  return found;
}
