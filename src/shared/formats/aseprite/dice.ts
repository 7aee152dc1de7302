/** For tests: choices that a list of random bytes makes, one after another; when the list is used up, the plainest. */
export class Dice {
  readonly #bytes: readonly number[];
  #at = 0;

  constructor(bytes: readonly number[]) {
    this.#bytes = bytes;
  }

  /** 0 to 255. */
  byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  /** 0 to `limit` - 1. */
  below(limit: number): number {
    return limit > 256 ? (this.byte() * 256 + this.byte()) % limit : this.byte() % limit;
  }

  /** One time in `times`. */
  rarely(times: number): boolean {
    return this.below(times) === times - 1;
  }

  pick<Value>(first: Value, ...others: readonly Value[]): Value {
    return [first, ...others][this.below(others.length + 1)] ?? first;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.byte());
  }

  /** A number of 32 bits. */
  word(): number {
    return new DataView(this.bytes(4).buffer).getUint32(0, true);
  }

  /** Bytes for a field that has no meaning: mostly zeros. */
  reserved(count: number): Uint8Array {
    return this.rarely(3) ? this.bytes(count) : new Uint8Array(count);
  }

  /** What stands where nothing should follow: mostly nothing. */
  tail(): Uint8Array {
    return this.rarely(4) ? this.bytes(1 + this.below(9)) : new Uint8Array(0);
  }

  /** Each of some flags, or not, and now and then some of the others. */
  flags(known: number, others: number): number {
    return ((this.word() & known) | (this.rarely(3) ? this.word() & others : 0)) >>> 0;
  }

  times(most: number, action: (number: number) => void): void {
    const count = this.below(most + 1);
    for (let i = 0; i < count; i++) action(i);
  }

  text(): string {
    return this.pick('', 'Cat', '고양이', '\udcff\udc80', 'a/b');
  }
}
