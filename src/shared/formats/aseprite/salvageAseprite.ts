import { removeFrames } from '../../sprite/edits/frameEdits.ts';
import { ByteReader } from '../byteReader.ts';
import { FormatError } from '../formatError.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { MemoryBudget } from '../memoryBudget.ts';
import type { Salvage } from '../salvage.ts';
import type { Zlib } from '../zlib.ts';
import { buildSprite } from './buildSprite.ts';
import { FORMAT } from './chunkTypes.ts';
import { readHeader } from './header.ts';
import { SpriteDraft } from './spriteDraft.ts';

/**
 * Reads a damaged .aseprite file up to the first part that makes no sense. To be offered, never to be taken for the
 * file: what follows the damage is missing. FormatError when nothing that could be shown comes before it.
 */
export function salvageAseprite(bytes: Uint8Array, zlib: Zlib): Salvage {
  const reader = new ByteReader(FORMAT, bytes);
  if (bytes.length > FORMAT_LIMITS.fileBytes) throw reader.error('too_large', `${bytes.length} bytes`);
  const draft = new SpriteDraft(readHeader(reader), zlib, new MemoryBudget(bytes.length));
  const end = readUntilDamage(reader, draft);
  if (end === null) throw reader.error('invalid', 'the file is whole, but does not fit together');
  const whole = buildSprite(draft);
  const shown = end.lastIncomplete && !end.lastHasCels ? end.framesBegun - 1 : end.framesBegun;
  const hasCels = draft.layers.some(({ cels }) => cels.size > 0);
  if (shown < 1 || !hasCels) throw end.error;
  const unread = whole.frames.slice(shown).map(({ id }) => id);
  const { offset, code } = end.error;
  return {
    sprite: removeFrames(unread)(whole),
    frameCount: draft.frames.length,
    lastIncomplete: end.lastIncomplete && end.lastHasCels,
    offset,
    code,
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
  try {
    for (; framesDone < draft.frames.length; framesDone++) {
      for (const { type, body } of chunksOfFrame(reader, (duration) => draft.startFrame(duration))) {
        draft.chunk(type, body);
      }
    }
    return null;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const framesBegun = draft.durations.length;
    const lastHasCels = draft.layers.some(({ cels }) => cels.has(framesBegun - 1));
    return { error, framesBegun, lastIncomplete: framesBegun > framesDone, lastHasCels };
  }
}

/** A frame's chunks as far as they come: unlike in a whole file, the frame may end before its size says. */
function* chunksOfFrame(reader: ByteReader, begin: (duration: number) => void) {
  const size = reader.u32();
  if (reader.u16() !== FRAME_MAGIC) throw reader.error('invalid', 'the magic number F1FA of a frame is missing');
  const oldCount = reader.u16();
  const duration = reader.u16();
  reader.skip(2);
  const count = reader.u32() || oldCount;
  const length = size - FRAME_HEADER_BYTES;
  if (length < 0) throw reader.error('invalid', `a frame of ${size} bytes`);
  const frame = reader.part(Math.min(length, reader.remaining));
  begin(duration);
  for (let i = 0; i < count; i++) {
    const chunkSize = frame.u32();
    const type = frame.u16();
    if (chunkSize < CHUNK_HEADER_BYTES) throw frame.error('invalid', `a chunk of ${chunkSize} bytes`);
    yield { type, body: frame.part(chunkSize - CHUNK_HEADER_BYTES) };
  }
}

const FRAME_MAGIC = 0xf1fa;
const FRAME_HEADER_BYTES = 16;
const CHUNK_HEADER_BYTES = 6;
