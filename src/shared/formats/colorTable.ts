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
    return this.#addAll(pixels, false);
  }

  /** The same for RGBA pixels, of which those that are wholly transparent count as 0. */
  addSeen(pixels: Uint32Array): boolean {
    return this.#addAll(pixels, true);
  }

  #addAll(pixels: ArrayLike<number>, isRgba: boolean): boolean {
    const slots = this.#slots;
    let last: number | undefined;
    for (let i = 0; i < pixels.length; i++) {
      const color = pixels[i] ?? 0;
      // Most pixels end here, without a call.
      if (color === last || (color !== 0 && slots[slotOf(color)] === color)) continue;
      last = color;
      if (!this.#addOne(isRgba && color >>> 24 === 0 ? 0 : color)) return false;
    }
    return true;
  }

  #addOne(color: number): boolean {
    if (color === 0) {
      if (this.#hasZero) return true;
      this.#hasZero = true;
    } else {
      const slots = this.#slots;
      let slot = slotOf(color);
      while (slots[slot] !== 0 && slots[slot] !== color) slot = (slot + 1) & (SLOTS - 1);
      if (slots[slot] === color) return true;
      if (this.#colors.length < MOST) slots[slot] = color;
    }
    if (this.#colors.length === MOST) return false;
    this.#colors.push(color);
    return true;
  }
}

/** Where a colour is looked for first. */
function slotOf(color: number): number {
  return Math.imul(color, 0x9e3779b1) >>> 22;
}
