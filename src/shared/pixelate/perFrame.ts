/** Two for each frame that comes: so what is behind catches up. */
const AT_ONCE = 2;

/** Something made of each frame when it is first asked for, and kept where there is room. */
export class PerFrame<Value> {
  readonly #values: (Value | undefined)[] = [];
  readonly #make: (number: number) => Value;
  readonly #isKept: boolean;

  /** @param make gives the value for a frame's number; the same one each time */
  constructor(make: (number: number) => Value, isKept = true) {
    this.#make = make;
    this.#isKept = isKept;
  }

  of(number: number): Value {
    const known = this.#values[number];
    if (known !== undefined) return known;
    const value = this.#make(number);
    if (this.#isKept) this.#values[number] = value;
    return value;
  }

  /** Makes a few of those that are missing from `first` to `end - 1`, so that whoever waits meanwhile does not wait long. */
  makeSome(first: number, end: number): void {
    let made = 0;
    for (let number = first; number < end && made < AT_ONCE; number++) {
      if (this.#values[number] !== undefined) continue;
      this.of(number);
      made++;
    }
  }

  hasAll(numbers: readonly number[]): boolean {
    return numbers.every((number) => this.#values[number] !== undefined);
  }
}
