/** The last value that was made, for as long as its key stays the same; one value at a time, so memory is bounded. */
export class Kept<Value> {
  #last: { readonly key: string; readonly value: Value } | undefined;

  /** @param key everything that the value depends on */
  of(key: string, make: () => Value): Value {
    if (this.#last?.key !== key) {
      // The old one may go before the new one is made.
      this.#last = undefined;
      this.#last = { key, value: make() };
    }
    return this.#last.value;
  }

  /** The value, where it was made for this key. */
  at(key: string): Value | undefined {
    return this.#last?.key === key ? this.#last.value : undefined;
  }

  drop(): void {
    this.#last = undefined;
  }
}
