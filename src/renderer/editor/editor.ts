import type { Requests } from '../../shared/ipc.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
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
  encodeGif(sprite: Sprite): Promise<Uint8Array>;
  /** A sheet of all frames as RGBA, and Aseprite's JSON about it. */
  layOutSheet(
    sprite: Sprite,
    imageName: string,
  ): Promise<{ width: number; height: number; pixels: Uint8Array; json: string }>;
}
