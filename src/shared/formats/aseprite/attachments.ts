import type { UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { CHUNK } from './chunkTypes.ts';
import { isChunk } from './reservedBytes.ts';
import { NO_STORED_USER_DATA, readUserData, type StoredUserData } from './userDataChunk.ts';

/** A part of the file that chunks behind it can belong to. */
export class Holder {
  userData: StoredUserData = NO_STORED_USER_DATA;
  readonly unknown: UnknownChunk[];

  constructor(unknown: UnknownChunk[] = []) {
    this.unknown = unknown;
  }
}

/**
 * Knows which part of the file the reader passed last: user data and chunks that are not understood belong to it.
 * Some chunks are followed by user data for several parts (one for each tag; the tileset, then each tile).
 */
export class Attachments {
  #owner: Holder;
  #waiting: Iterator<Holder>;
  #unknownCount = 0;
  /** Only one part waits: then user data behind a chunk that is not understood belongs to that chunk. */
  #single = true;

  constructor(first: Holder) {
    this.#owner = first;
    this.#waiting = [first].values();
  }

  /** From now on chunks belong to `owner`; user data goes to `waiting`, one after the other. */
  follow(owner: Holder, waiting: Iterator<Holder>): void {
    this.#owner = owner;
    this.#waiting = waiting;
    this.#single = false;
  }

  followOne(holder: Holder): void {
    this.follow(holder, [holder].values());
    this.#single = true;
  }

  /** For parts that have no user data of their own. */
  followPlain(holder: Holder): void {
    this.follow(holder, [].values());
  }

  userData(reader: ByteReader): void {
    const next = this.#waiting.next();
    if (next.done) {
      this.unknown(CHUNK.userData, reader);
      return;
    }
    this.#owner = next.value;
    next.value.userData = readUserData(reader);
  }

  unknown(type: number, reader: ByteReader): void {
    if (this.#single) this.#waiting = [].values();
    this.keep(this.#owner, [{ type, data: reader.bytes(reader.remaining).slice() }], reader);
  }

  /**
   * Notes parts that belong to `owner`; `reader` is where an error would be. Of several chunks that are written as one, the
   * fields of the last stay.
   */
  keep(owner: Holder, parts: readonly UnknownChunk[], reader: ByteReader): void {
    for (const { type } of parts.filter((part) => !isChunk(part))) {
      const before = owner.unknown.findIndex((part) => part.type === type);
      if (before >= 0) owner.unknown.splice(before, 1);
    }
    this.#unknownCount += parts.length;
    if (this.#unknownCount > FORMAT_LIMITS.unknownChunks) {
      throw reader.error('too_large', 'too many parts of unknown types');
    }
    owner.unknown.push(...parts);
  }
}
