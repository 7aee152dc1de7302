import type { BackendNotice } from '../backend/backend.ts';
import { CloudError } from './cloudError.ts';
import { closeOpen, type Open } from './connections.ts';

/** The one connection that is open at a time. It is opened at the first need, and afresh when its backend has ended. */
export class OpenConnection {
  readonly #openNew: () => Promise<Open>;
  readonly #onNotice: (notice: BackendNotice) => void;
  #current: Promise<Open> | null = null;
  /** The end of the one before; two backends on one folder would not share their jobs. */
  #closed: Promise<void> = Promise.resolve();

  constructor(openNew: () => Promise<Open>, onNotice: (notice: BackendNotice) => void) {
    this.#openNew = openNew;
    this.#onNotice = onNotice;
  }

  /** What is open, without opening anything. */
  async opened(): Promise<Open | null> {
    return this.#current?.catch(() => null) ?? null;
  }

  open(): Promise<Open> {
    if (this.#current) return this.#current;
    const opening = this.#closed.then(this.#openNew);
    this.#current = opening;
    const forget = (): void => {
      if (this.#current === opening) this.#current = null;
    };
    opening.then(async ({ backend, project }) => {
      if (backend === null) return;
      for (const notice of backend.notices) this.#onNotice(notice);
      await backend.ended;
      // A backend that ended by itself is started afresh at the next need.
      forget();
      await project.close(new CloudError('backend_failed', 'The generator on this computer has stopped. Try again.'));
    }, forget);
    return opening;
  }

  /** Ends it, and tells why to whoever follows its jobs. */
  async close(why: string): Promise<void> {
    const closing = this.#current;
    this.#current = null;
    if (closing) this.#closed = this.#closed.then(() => closeOpen(closing, new CloudError('other_connection', why)));
    await this.#closed;
  }
}
