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

  hasAll(numbers: readonly number[]): boolean {
    return numbers.every((number) => this.#values[number] !== undefined);
  }
}
