export type FormatErrorCode =
  /** The bytes are not of this format at all. */
  | 'wrong_format'
  /** The file ends, or a part of it ends, before what it promises. */
  | 'truncated'
  /** A value contradicts the format or another value. */
  | 'invalid'
  /** Well formed, but of a kind that we do not read. */
  | 'unsupported'
  /** Larger than a stated limit. */
  | 'too_large'
  /** The other way: what should be written does not fit into the format. */
  | 'not_encodable';

/** The one error that every codec throws: which format, where (byte offset in the file), why. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly format: string;
  /** Bytes from the start of the file (while writing: of the output so far). */
  readonly offset: number;
  readonly reason: string;
  readonly code: FormatErrorCode;

  constructor(format: string, offset: number, code: FormatErrorCode, reason: string) {
    super(code === 'not_encodable' ? `Cannot write ${format}: ${reason}` : `${format}, byte ${offset}: ${reason}`);
    this.format = format;
    this.offset = offset;
    this.reason = reason;
    this.code = code;
  }
}
