import type { ByteReader } from './byteReader.ts';
import { FORMAT_LIMITS } from './formatLimits.ts';

/** What any file may take, however short. */
const FREE_BYTES = 16 * 1024 ** 2;
/**
 * What it may take more for each of its bytes. Drawings are packed up to about 11,000 times (a blank picture of
 * 8192 x 8192 pixels is a GIF of 24 KB); what claims more is made to fill the memory.
 */
const BYTES_PER_BYTE = 12_288;

/** What can say where in the file an error is. */
type ErrorPlace = Pick<ByteReader, 'error'>;

/** The memory that the pixels of one file may take; counted before it is set aside. */
export class MemoryBudget {
  readonly #bytes: number;
  #taken = 0;

  constructor(fileBytes: number) {
    this.#bytes = Math.min(FORMAT_LIMITS.bytes, FREE_BYTES + BYTES_PER_BYTE * fileBytes);
  }

  /** Counts what stays until the file is read. FormatError `too_large`, at `place`. */
  take(place: ErrorPlace, bytes: number): void {
    this.check(place, bytes);
    this.#taken += bytes;
  }

  /** The same for what is needed only for a while. */
  check(place: ErrorPlace, bytes: number): void {
    if (this.#taken + bytes <= this.#bytes) return;
    const size = `${Math.ceil((this.#taken + bytes) / 1024 ** 2)} MiB`;
    throw place.error('too_large', `the pixels take ${size}, more than a file of this size may`);
  }
}
