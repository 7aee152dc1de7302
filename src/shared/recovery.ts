import type { FileId, GrantedFile } from './ipc.ts';

declare const kind: unique symbol;
export type RecoveryId = string & { readonly [kind]: 'recovery' };

/** A sprite with changes that no file holds, left by a program or a window that ended before it could ask about them. */
export interface Recoverable {
  readonly id: RecoveryId;
  /** What its tab was called; empty where that is not known any more. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  readonly original: Original;
}

/** The file that the sprite was opened from or saved to last. */
export type Original =
  /** It never had one, or one that is not known any more. */
  | { readonly kind: 'none' }
  | { readonly kind: 'gone' }
  /** `changed`: somebody wrote to it after the copy was kept. */
  | { readonly kind: 'there' | 'changed'; readonly file: GrantedFile };

/** Most bytes of one part: what can be handed over between two pictures of the screen. */
export const KEPT_PART = 512 * 1024;

/** What the window asks of main so that nothing drawn is lost in a crash. A document is named by the window's number. */
export interface RecoveryRequests {
  /**
   * Hands over a part of a sprite's .aseprite bytes. Parts come in order; `at` is where this one begins, and 0 begins
   * anew. In parts, so that no single one keeps the window waiting.
   */
  keepPart(document: number, at: number, bytes: Uint8Array): Promise<void>;
  /** Keeps what the parts make, whole or not at all, in the place of what was kept of this document before. */
  keepSprite(document: number, about: KeptAbout): Promise<void>;
  /** Removes what is kept of a document: it is saved, or its changes are not wanted. */
  forgetKept(document: number): Promise<void>;

  /** What can be recovered, newest first. What another program that still runs keeps is not among it. */
  recoverables(): Promise<readonly Recoverable[]>;
  /** The .aseprite bytes; nobody has looked yet whether they are whole. */
  readRecoverable(id: RecoveryId): Promise<Uint8Array>;
  /** Makes it what is kept of an open document. */
  adoptRecoverable(id: RecoveryId, document: number): Promise<void>;
  discardRecoverable(id: RecoveryId): Promise<void>;
  /** Shows the folder that the copies lie in. */
  openRecoveryFolder(): Promise<void>;
}

export interface KeptAbout {
  readonly name: string;
  readonly file: FileId | null;
}
