/** Slots of the table. A power of two, and so many that a free one is soon found. */
const SLOTS = 1024;
/** As many as a palette holds. */
const MOST = 256;

/** The colours that occur, up to 256: every pixel is looked up, which a table of numbers does much faster than a Set. */
export class ColorTable {
  /** A free slot is 0; that colour is noted by itself. */
  readonly #slots = new Uint32Array(SLOTS);
  readonly #colors: number[] = [];
  #hasZero = false;

  /** In the order in which they came. */
  get colors(): readonly number[] {
    return this.#colors;
  }

  /** Notes all colours of these pixels; false when they are more than 256, with those before. */
  add(pixels: ArrayLike<number>): boolean {
    let last: number | undefined;
    for (let i = 0; i < pixels.length; i++) {
      const color = pixels[i] ?? 0;
      if (color === last) continue;
      last = color;
      if (!this.#addOne(color)) return false;
    }
    return true;
  }

  /** The same for RGBA pixels, of which those that are wholly transparent count as 0. */
  addSeen(pixels: Uint32Array): boolean {
    let last: number | undefined;
    for (let i = 0; i < pixels.length; i++) {
      const color = pixels[i] ?? 0;
      if (color === last) continue;
      last = color;
      if (!this.#addOne(color >>> 24 === 0 ? 0 : color)) return false;
    }
    return true;
  }

  #addOne(color: number): boolean {
    if (color === 0) {
      if (this.#hasZero) return true;
      this.#hasZero = true;
    } else {
      let slot = Math.imul(color, 0x9e3779b1) >>> 22;
      while (this.#slots[slot] !== 0 && this.#slots[slot] !== color) slot = (slot + 1) & (SLOTS - 1);
      if (this.#slots[slot] === color) return true;
      if (this.#colors.length < MOST) this.#slots[slot] = color;
    }
    if (this.#colors.length === MOST) return false;
    this.#colors.push(color);
    return true;
  }
}
