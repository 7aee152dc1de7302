export type VideoErrorCode =
  | 'not_a_video'
  | 'video_truncated'
  | 'no_picture'
  | 'too_large'
  /** More frames were asked for than can be held. */
  | 'range_too_long'
  | 'decode_failed'
  | 'encode_failed'
  | 'ffmpeg_missing'
  | 'timeout'
  | 'canceled';

/** Why a video could not be read or written: a stable code, a sentence for a person, and ffmpeg's own last words. */
export class VideoError extends Error {
  readonly code: VideoErrorCode;
  /** The last lines of ffmpeg's stderr; for logs, not for people. */
  readonly lines: readonly string[];

  constructor(code: VideoErrorCode, message: string, lines: readonly string[] = []) {
    super(message);
    this.name = 'VideoError';
    this.code = code;
    this.lines = lines;
  }
}
