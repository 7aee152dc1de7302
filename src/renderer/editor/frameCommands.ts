import type { CommandId } from '../../shared/commands.ts';
import {
  addEmptyFrame,
  copyCel,
  duplicateFrame,
  indexOf,
  linkCel,
  removeFrames,
  reverseFrames,
  unlinkCel,
} from '../../shared/sprite/edits/frameEdits.ts';
import type { Edit } from '../../shared/sprite/history.ts';
import type { FrameId } from '../../shared/sprite/sprite.ts';
import { showDialog } from './actions.ts';
import { edit, setFrame, spriteOf } from './documents.ts';
import { tagAround } from './playback.ts';
import { activeDocument, type Document, type Session } from './session.ts';

type Change = (session: Session) => Session;

export const FRAME_COMMANDS = {
  newFrame: inserting('newFrame', ({ frame }) => duplicateFrame(frame)),
  newEmptyFrame: inserting('newEmptyFrame', (document) => addEmptyFrame(frameIndex(document) + 1)),
  duplicateCel: toNextFrame('duplicateCel', copyCel),
  linkCel: toNextFrame('linkCel', linkCel),
  unlinkCel: onDocument('unlinkCel', ({ layer, frame }) => unlinkCel(layer, frame)),
  deleteFrame: onDocument('deleteFrame', ({ frame }) => removeFrames([frame])),
  reverseFrames: onDocument('reverseFrames', (document) => {
    const sprite = spriteOf(document);
    const tag = tagAround(sprite, document.frame);
    return tag
      ? reverseFrames(indexOf(sprite, tag.from), indexOf(sprite, tag.to))
      : reverseFrames(0, sprite.frames.length - 1);
  }),
  frameProperties: (session) => {
    const document = activeDocument(session);
    return document ? showDialog(session, { kind: 'frameProperties', frame: document.frame }) : session;
  },
  regenerateFrames: (session) => showDialog(session, { kind: 'regenerate' }),
  newTag: (session) => showDialog(session, { kind: 'tagProperties', tag: null }),
  previousFrame: (session) => step(session, -1),
  nextFrame: (session) => step(session, 1),
  firstFrame: (session) => goTo(session, 0),
  lastFrame: (session) => goTo(session, -1),
} satisfies Partial<Record<CommandId, Change>>;

function onDocument(label: CommandId, editOf: (document: Document) => Edit): Change {
  return (session) => {
    const document = activeDocument(session);
    return document ? edit(session, label, editOf(document)) : session;
  };
}

/** Adds a frame after the current one and goes to it. */
function inserting(label: CommandId, editOf: (document: Document) => Edit): Change {
  return (session) => step(onDocument(label, editOf)(session), 1, false);
}

/** Takes the current cel over into the next frame (a new one after the last) and goes there. */
function toNextFrame(label: CommandId, cel: (layer: Document['layer'], from: FrameId, to: FrameId) => Edit): Change {
  return (session) => {
    const document = activeDocument(session);
    if (document === undefined) return session;
    const at = frameIndex(document);
    const done = edit(session, label, (sprite) => {
      const longer = at + 1 < sprite.frames.length ? sprite : addEmptyFrame(at + 1)(sprite);
      const next = longer.frames[at + 1];
      return next ? cel(document.layer, document.frame, next.id)(longer) : sprite;
    });
    return goTo(done, at + 1);
  };
}

function step(session: Session, by: number, wrap = true): Session {
  const document = activeDocument(session);
  if (document === undefined) return session;
  const count = spriteOf(document).frames.length;
  const to = frameIndex(document) + by;
  return goTo(session, wrap ? (to + count) % count : Math.min(count - 1, to));
}

/** Goes to a frame by its place; negative ones count from the end. */
function goTo(session: Session, index: number): Session {
  const document = activeDocument(session);
  const frame = document && spriteOf(document).frames.at(index);
  return frame ? setFrame(session, frame.id) : session;
}

function frameIndex(document: Document): number {
  return indexOf(spriteOf(document), document.frame);
}
