import type { Animation } from '../../shared/formats/animation.ts';
import type { Salvage } from '../../shared/formats/aseprite/salvageAseprite.ts';
import type { Requests } from '../../shared/ipc.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import type { ExportRequest, Rendering } from './export/renderExport.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

/** The editing session with what it needs from outside, handed to every command and panel. */
export interface Editor {
  readonly store: Store<Session>;
  /** Main's answers; a failure is thrown as a RequestFailed. */
  readonly requests: Requests;
  readonly codecs: Codecs;
  /** Milliseconds, as `performance.now()` counts them. */
  readonly clock: () => number;
}

/** Bytes to sprites and back, in a worker. Failures are thrown with a `code` and a message. */
export interface Codecs {
  decodeAseprite(bytes: Uint8Array): Promise<Sprite>;
  encodeAseprite(sprite: Sprite): Promise<Uint8Array>;
  /** What can be read of a damaged file. */
  salvageAseprite(bytes: Uint8Array): Promise<Salvage>;
  /** A GIF or an animated PNG with its frames and their times. */
  decodeAnimation(bytes: Uint8Array): Promise<Animation>;
  renderExport(request: ExportRequest): Promise<Rendering>;
}
