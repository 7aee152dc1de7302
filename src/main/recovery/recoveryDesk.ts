import { randomUUID } from 'node:crypto';
import { FileError } from '../files/fileError.ts';
import { LARGEST_FILE } from '../files/readWholeFile.ts';
import { isSpritePath, mayStillRun, type RecoveryRecord, type Writer, writerOf } from './recoveryRecord.ts';
import type { KeptSprite, RecoveryStore } from './recoveryStore.ts';

/** How much of what nobody wanted to recover is left lying at the end of a program. */
export const RECOVERY_LIMITS = { days: 30, bytes: 1e9 } as const;
const DAY = 86_400_000;

/** Parts of a sprite's file that have come so far. */
interface Draft {
  readonly parts: Uint8Array[];
  length: number;
}

/**
 * Keeps the unsaved sprites of the page that is shown, and offers what earlier pages and programs have left. Everything
 * happens in the order in which it was asked for.
 */
export class RecoveryDesk {
  readonly #store: RecoveryStore;
  readonly #clock: () => number;
  #writer: Writer = writerOf(randomUUID());
  /** By the page's number of each document: what its files are called. */
  #kept = new Map<number, string>();
  #drafts = new Map<number, Draft>();
  /** What the page has been told of, and may ask for. */
  #offered = new Map<string, KeptSprite>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: RecoveryStore, clock: () => number = Date.now) {
    this.#store = store;
    this.#clock = clock;
  }

  /** A new page is shown. What the one before has kept is left over from now on. */
  begin(): void {
    this.#writer = writerOf(randomUUID());
    this.#kept = new Map();
    this.#drafts = new Map();
    this.#offered = new Map();
  }

  /** @throws FileError `file_too_large` */
  keepPart(document: number, at: number, bytes: Uint8Array): void {
    const draft = at === 0 ? { parts: [], length: 0 } : this.#drafts.get(document);
    if (draft?.length !== at) throw new FileError('file_failed', `A part of the copy is missing before byte ${at}.`);
    if (at + bytes.length > LARGEST_FILE) {
      this.#drafts.delete(document);
      throw new FileError('file_too_large', 'The sprite is too large to be kept for recovery.');
    }
    draft.parts.push(bytes);
    draft.length += bytes.length;
    this.#drafts.set(document, draft);
  }

  /** @throws FileError What was kept before is still there then. */
  keep(document: number, { name, path }: { readonly name: string; readonly path: string | null }): Promise<void> {
    const draft = this.#drafts.get(document);
    this.#drafts.delete(document);
    if (draft === undefined) return Promise.reject(new FileError('file_failed', 'There are no parts to be kept.'));
    const [id, writer] = [this.idOf(document), this.#writer];
    return this.#inTurn(() =>
      this.#store.write(
        {
          version: 1,
          id,
          name,
          path: path !== null && isSpritePath(path) ? path : null,
          keptAt: this.#clock(),
          writer,
        },
        Buffer.concat(draft.parts, draft.length),
      ),
    );
  }

  /** What a document is kept as, now or as soon as it is; until it is saved or closed, and over restarts. */
  idOf(document: number): string {
    const id = this.#kept.get(document) ?? randomUUID();
    this.#kept.set(document, id);
    return id;
  }

  /** The name of what is kept under this id, in this page or left over; empty where that is not known, null: nothing is. */
  async nameOf(id: string): Promise<string | null> {
    const found = (await this.#inTurn(() => this.#store.list())).find((kept) => kept.id === id);
    return found ? (found.record?.name ?? '') : null;
  }

  async forget(document: number): Promise<void> {
    this.#drafts.delete(document);
    const id = this.#kept.get(document);
    this.#kept.delete(document);
    if (id !== undefined) await this.#inTurn(() => this.#store.remove(id));
  }

  /** Newest first. */
  async leftovers(): Promise<readonly KeptSprite[]> {
    const left = await this.#inTurn(() => this.#leftovers());
    this.#offered = new Map(left.map((each) => [each.id, each]));
    return left;
  }

  /** @throws FileError */
  async read(id: string): Promise<Uint8Array> {
    this.#recordOf(id);
    return this.#inTurn(() => this.#store.read(id));
  }

  /** Makes a leftover what is kept of a document; it is this page's then. */
  async adopt(id: string, document: number): Promise<void> {
    const { record, keptAt } = this.#recordOf(id);
    this.#offered.delete(id);
    await this.forget(document);
    this.#kept.set(document, id);
    const plain: RecoveryRecord = { version: 1, id, name: '', path: null, keptAt, writer: this.#writer };
    await this.#inTurn(() => this.#store.writeRecord({ ...(record ?? plain), writer: plain.writer }));
  }

  async discard(id: string): Promise<void> {
    this.#recordOf(id);
    this.#offered.delete(id);
    await this.#inTurn(() => this.#store.remove(id));
  }

  /** The folder, made if it is not there. @throws FileError */
  folder(): Promise<string> {
    return this.#inTurn(() => this.#store.open());
  }

  /**
   * Ends with the program: waits for what is being written, and removes leftovers that are too old or too many. Only now,
   * because everything that is removed was offered at the start.
   */
  async close(): Promise<void> {
    await this.#inTurn(async () => {
      let room: number = RECOVERY_LIMITS.bytes;
      for (const { id, keptAt, bytes } of await this.#leftovers()) {
        room -= bytes;
        const old = this.#clock() - keptAt > RECOVERY_LIMITS.days * DAY;
        if ((old || room < 0) && this.#offered.has(id)) await this.#store.remove(id);
      }
    });
  }

  async #leftovers(): Promise<readonly KeptSprite[]> {
    const own = new Set(this.#kept.values());
    const all = await this.#store.list();
    return all.filter(({ id, record }) => !own.has(id) && (record === null || !mayStillRun(record, this.#clock())));
  }

  #recordOf(id: string): KeptSprite {
    const offered = this.#offered.get(id);
    if (offered === undefined) throw new FileError('not_granted', 'This copy was not offered. Look again.');
    return offered;
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
