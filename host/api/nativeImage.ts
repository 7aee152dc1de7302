import { readFileSync } from 'node:fs';

/** A PNG and nothing but a PNG: https://www.electronjs.org/docs/latest/api/native-image */
export class NativeImage {
  readonly #png: Buffer;

  constructor(png: Buffer) {
    this.#png = png;
  }

  isEmpty(): boolean {
    return this.#png.length === 0;
  }

  /** Width and height stand in a PNG's first chunk: https://www.w3.org/TR/png-3/#11IHDR */
  getSize(): { readonly width: number; readonly height: number } {
    if (this.#png.length < 24) return { width: 0, height: 0 };
    return { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) };
  }

  toPNG(): Buffer {
    return Buffer.from(this.#png);
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.#png.toString('base64')}`;
  }
}

export const nativeImage = {
  createEmpty: (): NativeImage => new NativeImage(Buffer.alloc(0)),
  createFromBuffer: (bytes: Buffer): NativeImage => new NativeImage(Buffer.from(bytes)),
  createFromDataURL: (url: string): NativeImage => new NativeImage(Buffer.from(url.replace(/^[^,]*,/, ''), 'base64')),
  createFromPath(file: string): NativeImage {
    try {
      return new NativeImage(readFileSync(file));
    } catch {
      return nativeImage.createEmpty();
    }
  },
};
