export type StudioErrorCode =
  /** The studio was closed. */
  | 'studio_closed'
  /** The file is no longer what it was when it was opened. */
  | 'source_changed'
  /** The kept video was cleaned away. */
  | 'video_not_kept';

/** Why the studio could not do what it was asked. */
export class StudioError extends Error {
  override readonly name = 'StudioError';
  readonly code: StudioErrorCode;

  constructor(code: StudioErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function studioClosed(): StudioError {
  return new StudioError('studio_closed', 'This studio is closed. Open the video again.');
}
