/** Palette entries to draw on; 0 is transparent. What falls outside is dropped. */
export class PixelGrid {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
  }

  get(x: number, y: number): number {
    return this.#has(x, y) ? (this.pixels[y * this.width + x] ?? 0) : 0;
  }

  set(x: number, y: number, entry: number): this {
    if (this.#has(x, y)) this.pixels[y * this.width + x] = entry;
    return this;
  }

  /** Asks for every pixel what it shall be; undefined leaves it as it is. */
  paint(entryAt: (x: number, y: number, before: number) => number | undefined): this {
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const entry = entryAt(x, y, this.get(x, y));
        if (entry !== undefined) this.set(x, y, entry);
      }
    }
    return this;
  }

  rect(x: number, y: number, width: number, height: number, entry: number): this {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) this.set(column, row, entry);
    }
    return this;
  }

  /** A picture in rows of characters; what the legend does not know is left as it is. */
  rows(x: number, y: number, picture: string, legend: Readonly<Record<string, number>>): this {
    picture
      .trim()
      .split('\n')
      .forEach((row, dy) => {
        [...row.trim()].forEach((character, dx) => {
          const entry = legend[character];
          if (entry !== undefined) this.set(x + dx, y + dy, entry);
        });
      });
    return this;
  }

  /** Draws a line around what is there, in the empty pixels beside it. */
  outline(entry: number): this {
    const before = this.copy();
    return this.paint((x, y, now) => {
      const touches = before.get(x - 1, y) || before.get(x + 1, y) || before.get(x, y - 1) || before.get(x, y + 1);
      return now === 0 && touches ? entry : undefined;
    });
  }

  copy(): PixelGrid {
    const grid = new PixelGrid(this.width, this.height);
    grid.pixels.set(this.pixels);
    return grid;
  }

  #has(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.width && y < this.height;
  }
}
