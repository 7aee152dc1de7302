import type { SpriteSheet } from '../../../shared/formats/sheet/layOutSheet.ts';
import type { Failure } from '../../../shared/ipc.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';

/** What the worker is asked to do. */
export type Job =
  | { readonly kind: 'decodeAseprite'; readonly bytes: Uint8Array }
  | { readonly kind: 'encodeAseprite'; readonly sprite: Sprite }
  | { readonly kind: 'encodeGif'; readonly sprite: Sprite }
  | { readonly kind: 'layOutSheet'; readonly sprite: Sprite; readonly imageName: string; readonly version: string };

/** What came of it. */
export type Outcome =
  | { readonly kind: 'decodeAseprite'; readonly sprite: Sprite }
  | { readonly kind: 'encodeAseprite'; readonly bytes: Uint8Array }
  | { readonly kind: 'encodeGif'; readonly bytes: Uint8Array }
  | { readonly kind: 'layOutSheet'; readonly sheet: SpriteSheet }
  | { readonly kind: 'failed'; readonly error: Failure };

export interface JobMessage {
  readonly id: number;
  readonly job: Job;
}

export interface OutcomeMessage {
  readonly id: number;
  readonly outcome: Outcome;
}
