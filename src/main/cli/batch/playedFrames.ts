import { FormatError } from '../../../shared/formats/formatError.ts';
import { FORMAT_LIMITS } from '../../../shared/formats/formatLimits.ts';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { LIMITS, type Sprite, type Tag } from '../../../shared/sprite/sprite.ts';

/** Frame numbers, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function spanOf(sprite: Sprite, tag: Tag): Span {
  return { from: indexOf(sprite, tag.from), to: indexOf(sprite, tag.to) };
}

/**
 * Frame numbers in the order in which a span plays once, the tags within it in their directions and as often as they
 * say; a tag that plays for ever plays once, to and fro. Tags that overlap play one after the other. As Aseprite plays.
 *
 * @throws FormatError when that would be more frames than a sprite can have, or tags lie too deep in one another
 * @param tag The span is this tag's, and its own direction and repeats count too.
 */
export function playedFrames(sprite: Sprite, span: Span, tag?: Tag): readonly number[] {
  const tags = sprite.tags
    .map((each) => ({ tag: each, ...spanOf(sprite, each) }))
    .filter((each) => each.tag !== tag && each.from >= span.from && each.to <= span.to)
    // Outer tags first; among equals the order of the file.
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  const once = playSpan(span, tags, 0);
  return tag ? played(once, tag) : once;
}

interface PlayedTag extends Span {
  readonly tag: Tag;
}

function playSpan(span: Span, tags: readonly PlayedTag[], depth: number): readonly number[] {
  if (depth > FORMAT_LIMITS.nesting) throw new FormatError('animation', 0, 'not_encodable', TOO_DEEP);
  const frames: number[] = [];
  let waiting = tags;
  for (let frame = span.from; frame <= span.to; ) {
    const next = waiting.find(({ from, to }) => from <= frame && frame <= to);
    if (next === undefined) {
      frames.push(frame++);
      continue;
    }
    const rest = waiting.filter((each) => each !== next);
    const inner = rest.filter(({ from, to }) => from >= next.from && to <= next.to);
    frames.push(...played(playSpan(next, inner, depth + 1), next.tag));
    waiting = rest.filter((each) => !inner.includes(each));
    frame = next.to + 1;
  }
  return frames;
}

function played(once: readonly number[], { direction, repeat }: Tag): readonly number[] {
  const turns = direction === 'pingpong' || direction === 'pingpong_reverse';
  const back = direction === 'reverse' || direction === 'pingpong_reverse';
  const frames: number[] = [];
  for (let pass = 0; pass < (repeat || (turns ? 2 : 1)); pass++) {
    const backwards = back !== (turns && pass % 2 === 1);
    const ordered = backwards ? once.toReversed() : once;
    // Where it turns the frame is shown once.
    frames.push(...(turns && pass > 0 && ordered.length > 1 ? ordered.slice(1) : ordered));
    if (frames.length > LIMITS.frames) throw new FormatError('animation', 0, 'not_encodable', TOO_LONG);
  }
  return frames;
}

/** Repeats within repeats could grow without end. */
const TOO_LONG = `with its repeats it has more than ${LIMITS.frames} frames; leave out --play-subtags, or repeat less`;

const TOO_DEEP = `its tags lie in one another more than ${FORMAT_LIMITS.nesting} deep; leave out --play-subtags`;
