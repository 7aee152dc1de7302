import { KEPT_PART, type RecoveryRequests } from '../../../shared/recovery.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { notify } from '../actions.ts';
import { spriteOf } from '../documents.ts';
import { asSaved, isWorthSaving } from '../files.ts';
import { failureOf } from '../requestFailed.ts';
import type { Document, DocumentId, Session } from '../session.ts';
import type { Store } from '../store.ts';
import type { SpritePacker } from './SpritePacker.ts';

export interface KeeperNeeds {
  readonly store: Store<Session>;
  readonly requests: Pick<RecoveryRequests, 'keepPart' | 'keepSprite' | 'forgetKept'>;
  readonly packer: Pick<SpritePacker, 'pack' | 'forget'>;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Runs a task after some milliseconds, unless the returned function is called before. */
  readonly later: (task: () => void, milliseconds: number) => () => void;
}

/** Milliseconds. */
export const KEEPING = {
  /** How long a sprite must rest before it is kept. */
  rest: 2000,
  /** How long a change waits at most while drawing goes on. */
  most: 15_000,
  /** After which a failure is followed by the next try. */
  retry: 30_000,
} as const;

/** A document with changes that no file holds. */
interface Watched {
  /** As it was seen last, and as it was kept last. */
  seen: Sprite;
  kept: Sprite | null;
}

/**
 * Keeps every document with unsaved changes for recovery, a moment after it was changed, and has it forgotten as soon as
 * it is saved, closed or undone back to what its file holds.
 */
export class SpriteKeeper {
  readonly #needs: KeeperNeeds;
  readonly #watched = new Map<DocumentId, Watched>();
  /** Since when something waits to be kept; null: nothing does. */
  #since: number | null = null;
  #stopWaiting = (): void => undefined;
  #keeping = false;
  /** A failure was told, and nothing has worked since. */
  #told = false;

  constructor(needs: KeeperNeeds) {
    this.#needs = needs;
    needs.store.subscribe(() => this.#look());
    this.#look();
  }

  #look(): void {
    const { documents, settings } = this.#needs.store.get();
    const unsaved = settings.keepForRecovery ? documents.filter(isWorthSaving) : [];
    for (const id of this.#watched.keys()) if (!unsaved.some((document) => document.id === id)) this.#forget(id);
    const changed = unsaved.filter((document) => this.#note(document));
    if (changed.length > 0) this.#wait(KEEPING.rest);
  }

  /** Whether the document holds something that was not seen before. */
  #note(document: Document): boolean {
    const sprite = spriteOf(document);
    const watched = this.#watched.get(document.id);
    if (watched?.seen === sprite) return false;
    if (watched) watched.seen = sprite;
    else this.#watched.set(document.id, { seen: sprite, kept: null });
    return true;
  }

  #forget(id: DocumentId): void {
    this.#watched.delete(id);
    this.#needs.packer.forget(id);
    // What cannot be removed now is offered once too often, which is no harm.
    this.#needs.requests.forgetKept(id).catch(() => undefined);
  }

  #wait(milliseconds: number): void {
    const now = this.#needs.clock();
    this.#since ??= now;
    this.#stopWaiting();
    // What is under way looks itself whether anything is left to do.
    if (this.#keeping) return;
    const left = Math.max(0, this.#since + KEEPING.most - now);
    this.#stopWaiting = this.#needs.later(() => void this.#keepAll(), Math.min(milliseconds, left));
  }

  async #keepAll(): Promise<void> {
    this.#keeping = true;
    this.#since = null;
    let failed = false;
    for (const id of [...this.#watched.keys()]) {
      try {
        await this.#keep(id);
      } catch (error) {
        failed = true;
        this.#tell(error);
      }
    }
    this.#keeping = false;
    if (!failed) this.#told = false;
    if (failed) this.#retry();
    else if ([...this.#watched.values()].some(({ seen, kept }) => seen !== kept)) this.#wait(KEEPING.rest);
  }

  #retry(): void {
    this.#stopWaiting();
    this.#stopWaiting = this.#needs.later(() => void this.#keepAll(), KEEPING.retry);
  }

  async #keep(id: DocumentId): Promise<void> {
    const { store, packer, requests } = this.#needs;
    const document = store.get().documents.find((each) => each.id === id);
    const watched = this.#watched.get(id);
    if (document === undefined || watched === undefined || watched.kept === spriteOf(document)) return;
    // A document that was saved meanwhile is watched anew when it is drawn on again.
    const wanted = () => this.#watched.get(id) === watched;
    const bytes = await packer.pack(id, asSaved(document), wanted);
    if (bytes === null) return;
    for (let at = 0; at < bytes.length; at += KEPT_PART) {
      if (!wanted()) return;
      await requests.keepPart(id, at, bytes.slice(at, at + KEPT_PART));
    }
    if (!wanted()) return;
    await requests.keepSprite(id, { name: document.name.slice(0, 1000), file: document.file });
    watched.kept = spriteOf(document);
  }

  /** Once for each time that it stops working. Drawing goes on. */
  #tell(error: unknown): void {
    if (this.#told) return;
    this.#told = true;
    const { code, message } = failureOf(error);
    this.#needs.store.update((session) =>
      notify(session, { tone: 'error', message: { code: 'recovery_failed', message: `${code}: ${message}` } }),
    );
  }
}
