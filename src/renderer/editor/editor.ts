import type { Salvage } from '../../shared/formats/salvage.ts';
import type { ImportedPicture } from '../../shared/formats/spriteOfFrames.ts';
import type { Requests } from '../../shared/ipc.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import type { UnderWay } from '../../shared/underWay.ts';
import type { ExportRequest, Rendering } from './export/renderExport.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

/** The editing session with what it needs from outside, handed to every command and panel. */
export interface Editor {
  readonly store: Store<Session>;
  /** Main's answers; a failure is thrown as a RequestFailed. */
  readonly requests: Requests;
  readonly codecs: Codecs;
  /** Files on their way from the sprite to the disk. */
  readonly writing: UnderWay;
  /** Milliseconds, as `performance.now()` counts them. */
  readonly clock: () => number;
}

/** Bytes to sprites and back, in a worker. Failures are thrown with a `code` and a message. */
export interface Codecs {
  decodeAseprite(bytes: Uint8Array): Promise<Sprite>;
  encodeAseprite(sprite: Sprite): Promise<Uint8Array>;
  /** What can be read of a damaged file. */
  salvage(bytes: Uint8Array): Promise<Salvage>;
  /** A picture that has a codec here, with its frames and their times; null for every other kind. */
  decodePicture(bytes: Uint8Array): Promise<ImportedPicture | null>;
  decodePiskel(bytes: Uint8Array): Promise<Sprite>;
  renderExport(request: ExportRequest): Promise<Rendering>;
}
