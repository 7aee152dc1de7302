/** What one stream held. */
export interface Inflated {
  readonly content: Uint8Array;
  /** How many of the bytes given the stream takes. */
  readonly length: number;
}

/** The zlib stream format (RFC 1950), handed to codecs because each platform has its own. */
export interface Zlib {
  /**
   * Inflates one stream that must hold exactly `exactSize` bytes; never holds more than that. Throws when the stream is
   * damaged, shorter or longer; bytes behind the stream are passed over.
   */
  inflate(bytes: Uint8Array, exactSize: number): Inflated;
  /** The same bytes always give the same stream. */
  deflate(bytes: Uint8Array): Uint8Array;
}

/** A deflate stream cannot expand beyond this factor (a 258-byte match costs at least two bits). */
const MAX_EXPANSION = 1032;

/** Whether a stream of that many bytes can hold `size` bytes at all: the check to make before memory is set aside. */
export function canInflateTo(streamBytes: number, size: number): boolean {
  return size <= streamBytes * MAX_EXPANSION;
}
