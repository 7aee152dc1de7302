import type { ContentId, ImageContent, Sprite } from '../../../shared/sprite/sprite.ts';
import { failureOf } from '../requestFailed.ts';
import type { DocumentId } from '../session.ts';
import { imagesOf, type PixelPart, partsOf, withoutPixels } from './pixelParts.ts';

/** What `PackedSprites` is asked to do, in a worker. */
export type PackJob =
  | { readonly kind: 'take'; readonly document: DocumentId; readonly parts: readonly PixelPart[] }
  | {
      readonly kind: 'encode';
      readonly document: DocumentId;
      readonly sprite: Sprite;
      readonly numbers: ReadonlyMap<ContentId, number>;
    }
  | { readonly kind: 'forget'; readonly document: DocumentId };

export interface PackerNeeds {
  /** Has the worker do something; the bytes of parts are given away. Null: there is no result. */
  readonly ask: (job: PackJob) => Promise<Uint8Array | null>;
  /** Waits until the window has nothing better to do. */
  readonly pause: () => Promise<void>;
}

/** Most bytes that are handed over without a pause. */
const BATCH = 2 * 1024 * 1024;

/**
 * Makes files of sprites while they are drawn on: their images go to a worker in small parts, with pauses in which the
 * window draws, and only those that it does not hold yet. A sprite never changes, so that nothing need stand still for it.
 */
export class SpritePacker {
  readonly #needs: PackerNeeds;
  #lastNumber = 0;
  /** What the worker holds of each document. */
  readonly #held = new Map<DocumentId, ReadonlyMap<ImageContent, number>>();

  constructor(needs: PackerNeeds) {
    this.#needs = needs;
  }

  /**
   * A sprite's .aseprite file; one call at a time for each document.
   *
   * @param wanted Asked now and then; null comes back as soon as it says no.
   * @throws FormatError as `encodeAseprite` does; RequestFailed when the worker stops, which the next call mends
   */
  async pack(document: DocumentId, sprite: Sprite, wanted: () => boolean): Promise<Uint8Array | null> {
    const held = this.#held.get(document);
    const numbers = new Map([...imagesOf(sprite)].map((image) => [image, held?.get(image) ?? ++this.#lastNumber]));
    try {
      const batches = batched(newParts(numbers, held));
      let taken: Promise<unknown> = Promise.resolve();
      for (;;) {
        // While the worker compresses one batch, the moment for the next is waited for.
        await Promise.all([this.#needs.pause(), taken]);
        if (!wanted()) return null;
        const { value: parts, done } = batches.next();
        if (done) break;
        taken = this.#needs.ask({ kind: 'take', document, parts });
      }
      this.#held.set(document, numbers);
      const byId = new Map([...numbers].map(([{ id }, number]) => [id, number]));
      return await this.#needs.ask({ kind: 'encode', document, sprite: withoutPixels(sprite), numbers: byId });
    } catch (error) {
      // A new worker holds nothing.
      if (failureOf(error).code === 'internal') this.#held.clear();
      throw error;
    }
  }

  forget(document: DocumentId): void {
    this.#held.delete(document);
    // A worker that has stopped has forgotten everything.
    this.#needs.ask({ kind: 'forget', document }).catch(() => undefined);
  }
}

function* newParts(
  numbers: ReadonlyMap<ImageContent, number>,
  held: ReadonlyMap<ImageContent, number> | undefined,
): Generator<PixelPart> {
  for (const [image, number] of numbers) if (!held?.has(image)) yield* partsOf(image, number);
}

function* batched(parts: Iterable<PixelPart>): Generator<readonly PixelPart[], undefined> {
  let batch: PixelPart[] = [];
  let bytes = 0;
  for (const part of parts) {
    batch.push(part);
    bytes += part.bytes.length;
    if (bytes < BATCH) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}
