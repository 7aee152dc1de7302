import type { Sprite } from '../../sprite/sprite.ts';
import { ByteReader } from '../byteReader.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { MemoryBudget } from '../memoryBudget.ts';
import type { Zlib } from '../zlib.ts';
import { buildSprite } from './buildSprite.ts';
import { FORMAT } from './chunkTypes.ts';
import { chunksOf, readFrameHeader } from './frameChunks.ts';
import { readHeader } from './header.ts';
import { SpriteDraft } from './spriteDraft.ts';

/**
 * Reads a whole .aseprite or .ase file, from the published description (docs/ase-file-specs.md of aseprite/aseprite).
 * Chunks that are not understood are kept with the object they follow. Every failure is a FormatError; there is no
 * partial result.
 */
export function decodeAseprite(bytes: Uint8Array, zlib: Zlib): Sprite {
  const reader = new ByteReader(FORMAT, bytes);
  if (bytes.length > FORMAT_LIMITS.fileBytes) throw reader.error('too_large', `${bytes.length} bytes`);
  const header = readHeader(reader);
  if (header.frameCount * 16 > reader.remaining) {
    throw reader.error('truncated', `${header.frameCount} frames are announced in ${reader.remaining} bytes`);
  }
  const draft = new SpriteDraft(header, zlib, new MemoryBudget(bytes.length));
  let chunks = 0;
  for (let frame = 0; frame < header.frameCount; frame++) {
    const frameHeader = readFrameHeader(reader);
    draft.startFrame(frameHeader.duration);
    chunks += frameHeader.chunkCount;
    if (chunks > FORMAT_LIMITS.chunks) throw reader.error('too_large', `more than ${FORMAT_LIMITS.chunks} chunks`);
    for (const chunk of chunksOf(frameHeader)) draft.chunk(chunk.type, chunk.reader);
    draft.endFrame(frameHeader);
  }
  draft.keepTrailing(reader);
  return buildSprite(draft);
}
