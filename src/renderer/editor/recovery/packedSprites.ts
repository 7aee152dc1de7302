import { encodeAseprite } from '../../../shared/formats/aseprite/encodeAseprite.ts';
import type { Zlib } from '../../../shared/formats/zlib.ts';
import type { ContentId, Sprite } from '../../../shared/sprite/sprite.ts';
import type { DocumentId } from '../session.ts';
import type { PixelPart } from './pixelParts.ts';

interface Unpacked {
  readonly pixels: Uint8Array<ArrayBuffer>;
  filled: number;
}

/** The compressed pixels of some sprites, by what their documents call them. */
interface Packed {
  readonly streams: Map<number, Uint8Array>;
  readonly coming: Map<number, Unpacked>;
}

/**
 * Holds the images of unsaved sprites compressed, so that a sprite in which little has changed is a file again as soon as
 * that little is compressed. At home in a worker.
 */
export class PackedSprites {
  readonly #zlib: Zlib;
  readonly #deflate: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;
  readonly #documents = new Map<DocumentId, Packed>();

  /** @param deflate Makes the zlib streams of images, which are most of the work; by default `zlib` does. */
  constructor(zlib: Zlib, deflate = async (bytes: Uint8Array<ArrayBuffer>) => zlib.deflate(bytes)) {
    this.#zlib = zlib;
    this.#deflate = deflate;
  }

  /** Takes parts of images, and compresses those that are whole. */
  async take(document: DocumentId, parts: readonly PixelPart[]): Promise<void> {
    const { streams, coming } = this.#packedOf(document);
    for (const { content, at, total, bytes } of parts) {
      const image = coming.get(content) ?? { pixels: new Uint8Array(total), filled: 0 };
      image.pixels.set(bytes, at);
      image.filled += bytes.length;
      coming.set(content, image);
      if (image.filled < total) continue;
      coming.delete(content);
      streams.set(content, await this.#deflate(image.pixels));
    }
  }

  /**
   * The .aseprite file of a sprite whose images have all been taken. Those of the document that it does not show are let
   * go of.
   *
   * @param sprite Without its images' pixels.
   * @param numbers By which its images were taken.
   * @throws FormatError as `encodeAseprite` does
   */
  encode(document: DocumentId, sprite: Sprite, numbers: ReadonlyMap<ContentId, number>): Uint8Array {
    const packed = this.#packedOf(document);
    const used = new Set(numbers.values());
    for (const number of packed.streams.keys()) if (!used.has(number)) packed.streams.delete(number);
    packed.coming.clear();
    return encodeAseprite(sprite, this.#zlib, ({ id }) => {
      const stream = packed.streams.get(numbers.get(id) ?? -1);
      if (stream === undefined) throw new Error(`Image ${id} was not taken.`);
      return stream;
    });
  }

  forget(document: DocumentId): void {
    this.#documents.delete(document);
  }

  #packedOf(document: DocumentId): Packed {
    const packed = this.#documents.get(document) ?? { streams: new Map(), coming: new Map() };
    this.#documents.set(document, packed);
    return packed;
  }
}
