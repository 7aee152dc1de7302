import { removeFrames } from '../../sprite/edits/frameEdits.ts';
import type { Sprite } from '../../sprite/sprite.ts';
import { ByteReader } from '../byteReader.ts';
import { FormatError } from '../formatError.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import type { Zlib } from '../zlib.ts';
import { buildSprite } from './buildSprite.ts';
import { FORMAT } from './chunkTypes.ts';
import { chunksOf, readFrameHeader } from './frameChunks.ts';
import { readHeader } from './header.ts';
import { SpriteDraft } from './spriteDraft.ts';

/** What was read of a damaged file, and where and why it ended. */
export interface Salvage {
  readonly sprite: Sprite;
  /** Frames that the file says it has; the sprite has those up to the damage. */
  readonly frameCount: number;
  /** Whether something of the last frame is missing. */
  readonly lastIncomplete: boolean;
  /** Bytes from the start of the file to where reading ended. */
  readonly offset: number;
  /** English. */
  readonly reason: string;
}

/**
 * Reads a damaged .aseprite file up to the first part that makes no sense. To be offered, never to be taken for the
 * file: what follows the damage is missing. FormatError when nothing that could be shown comes before it.
 */
export function salvageAseprite(bytes: Uint8Array, zlib: Zlib): Salvage {
  const reader = new ByteReader(FORMAT, bytes);
  if (bytes.length > FORMAT_LIMITS.fileBytes) throw reader.error('too_large', `${bytes.length} bytes`);
  const draft = new SpriteDraft(readHeader(reader), zlib);
  const end = readUntilDamage(reader, draft);
  if (end === null) throw reader.error('invalid', 'the file is whole, but does not fit together');
  const whole = buildSprite(draft);
  const shown = end.lastIncomplete && !end.lastHasCels ? end.framesBegun - 1 : end.framesBegun;
  const hasCels = draft.layers.some(({ cels }) => cels.size > 0);
  if (shown < 1 || !hasCels) throw end.error;
  const unread = whole.frames.slice(shown).map(({ id }) => id);
  const { offset, reason } = end.error;
  return {
    sprite: removeFrames(unread)(whole),
    frameCount: draft.frames.length,
    lastIncomplete: end.lastIncomplete && end.lastHasCels,
    offset,
    reason,
  };
}

interface Damage {
  readonly error: FormatError;
  readonly framesBegun: number;
  readonly lastIncomplete: boolean;
  readonly lastHasCels: boolean;
}

/** Fills the draft; null when nothing was wrong. */
function readUntilDamage(reader: ByteReader, draft: SpriteDraft): Damage | null {
  let framesDone = 0;
  let chunks = 0;
  try {
    for (; framesDone < draft.frames.length; framesDone++) {
      const header = readFrameHeader(reader);
      draft.startFrame(header.duration);
      chunks += header.chunkCount;
      if (chunks > FORMAT_LIMITS.chunks) throw reader.error('too_large', `more than ${FORMAT_LIMITS.chunks} chunks`);
      for (const chunk of chunksOf(header)) draft.chunk(chunk.type, chunk.reader);
    }
    return null;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const framesBegun = draft.durations.length;
    const last = framesBegun - 1;
    const lastHasCels = draft.layers.some(({ cels }) => cels.has(last));
    return { error, framesBegun, lastIncomplete: framesBegun > framesDone, lastHasCels };
  }
}
