import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import type { Frame, FrameId, Sprite, Tag, TagDirection, TagId } from '../../shared/sprite/sprite.ts';
import { spriteOf } from './documents.ts';
import { type Document, type Session, updateDocument } from './session.ts';

/** Starts the animation of the tag around the current frame, or of all frames, from that frame on. */
export function play(session: Session, now: number): Session {
  return updateDocument(session, session.active, (document) => {
    const sprite = spriteOf(document);
    if (sprite.frames.length < 2) return document;
    const tag = tagAround(sprite, document.frame);
    const order = playOrder(sprite, tag?.id ?? null);
    const before = order.slice(
      0,
      Math.max(
        0,
        order.findIndex(({ id }) => id === document.frame),
      ),
    );
    return { ...document, playback: { tag: tag?.id ?? null, startedAt: now - total(before), from: document.frame } };
  });
}

/** Stops it; the frame that playing started from is current again. */
export function stop(session: Session): Session {
  return updateDocument(session, session.active, (document) =>
    document.playback === null ? document : { ...document, playback: null },
  );
}

/** The frame to show at a time on the clock of `play`. */
export function frameAt(document: Document, now: number): FrameId {
  if (document.playback === null) return document.frame;
  const order = playOrder(spriteOf(document), document.playback.tag);
  return frameAfter(order, now - document.playback.startedAt)?.id ?? document.frame;
}

/** The frame seen `elapsed` milliseconds into an endless loop. */
export function frameAfter(order: readonly Frame[], elapsed: number): Frame | undefined {
  const cycle = total(order);
  if (cycle <= 0) return order[0];
  let left = ((elapsed % cycle) + cycle) % cycle;
  for (const frame of order) {
    if (left < frame.duration) return frame;
    left -= frame.duration;
  }
  return order.at(-1);
}

/** The frames of one round: of a tag as its direction says, or of the whole sprite. */
export function playOrder(sprite: Sprite, tagId: TagId | null): readonly Frame[] {
  const tag = sprite.tags.find(({ id }) => id === tagId);
  if (tag === undefined) return sprite.frames;
  const frames = sprite.frames.slice(indexOf(sprite, tag.from), indexOf(sprite, tag.to) + 1);
  return inDirection(frames, tag.direction);
}

function inDirection(frames: readonly Frame[], direction: TagDirection): readonly Frame[] {
  const back = frames.toReversed();
  switch (direction) {
    case 'forward':
      return frames;
    case 'reverse':
      return back;
    case 'pingpong':
      return [...frames, ...back.slice(1, -1)];
    case 'pingpong_reverse':
      return [...back, ...frames.slice(1, -1)];
  }
}

/** The shortest tag that a frame lies in. */
export function tagAround(sprite: Sprite, frame: FrameId): Tag | undefined {
  const at = indexOf(sprite, frame);
  const length = (tag: Tag): number => indexOf(sprite, tag.to) - indexOf(sprite, tag.from);
  return sprite.tags
    .filter((tag) => indexOf(sprite, tag.from) <= at && at <= indexOf(sprite, tag.to))
    .toSorted((a, b) => length(a) - length(b))[0];
}

function total(frames: readonly Frame[]): number {
  return frames.reduce((sum, frame) => sum + frame.duration, 0);
}
