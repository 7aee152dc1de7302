import type { Connection } from '../../shared/connection.ts';

/** How often a project that did not answer is tried again, in milliseconds. */
const TRY_AGAIN = 20_000;

/** Tells of every connection that is another one than before, and has one that did not answer tried again. */
export class ConnectionNews {
  readonly #tryAgain: () => void;
  readonly #listeners = new Set<(connection: Connection) => void>();
  #told = '';
  #again: NodeJS.Timeout | undefined;

  constructor(tryAgain: () => void) {
    this.#tryAgain = tryAgain;
  }

  onChange(listener: (connection: Connection) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes in how the connection stands now, and gives it back. */
  note(now: Connection): Connection {
    this.rest();
    if (now.kind === 'unreachable') {
      this.#again = setTimeout(this.#tryAgain, TRY_AGAIN);
      this.#again.unref();
    }
    const text = JSON.stringify(now);
    if (text !== this.#told) {
      this.#told = text;
      for (const listener of this.#listeners) listener(now);
    }
    return now;
  }

  /** What is noted next is told, whatever it is. */
  forget(): void {
    this.#told = '';
  }

  /** Nothing is tried until something is noted again. */
  rest(): void {
    clearTimeout(this.#again);
  }
}
