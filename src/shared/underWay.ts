/** Work that somebody waits for before the end. */
export class UnderWay {
  readonly #works = new Set<Promise<unknown>>();

  get isEmpty(): boolean {
    return this.#works.size === 0;
  }

  /** Counts it as under way until it has ended, well or not. */
  during<Value>(work: Promise<Value>): Promise<Value> {
    this.#works.add(work);
    const forget = (): void => void this.#works.delete(work);
    work.then(forget, forget);
    return work;
  }

  /** Nothing is under way any more, nor what was begun while this waited. */
  async settled(): Promise<void> {
    while (this.#works.size > 0) await Promise.allSettled(this.#works);
  }
}
