import type { ContentId, FrameId, LayerId, SliceId, Sprite, TagId, TilesetId } from './sprite.ts';

interface Ids {
  readonly layer: LayerId;
  readonly frame: FrameId;
  readonly content: ContentId;
  readonly tag: TagId;
  readonly slice: SliceId;
  readonly tileset: TilesetId;
}

/**
 * Gives out ids that `sprite` has not used yet. When all parts are made, `claimed` on the changed sprite notes how far
 * they went: the one place where plain numbers become ids.
 */
export function idsOf(sprite: Sprite): IdSource {
  return new IdSource(sprite.nextId);
}

export class IdSource {
  #next: number;

  constructor(next: number) {
    this.#next = next;
  }

  next<Kind extends keyof Ids>(_kind: Kind): Ids[Kind] {
    return this.#next++ as Ids[Kind];
  }

  /** The sprite with these ids marked as used. */
  claimed(sprite: Sprite): Sprite {
    return { ...sprite, nextId: this.#next };
  }
}
