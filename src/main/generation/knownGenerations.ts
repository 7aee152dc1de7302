import type { Generation, GenerationId, GenerationState } from '../../shared/ipc.ts';
import { UnderWay } from '../../shared/underWay.ts';
import { GenerationError } from './generationError.ts';
import { withState } from './newGeneration.ts';
import { createRecords, type GenerationRecord, type Records } from './records.ts';

/** All generations of this user, in memory and on disk. Tells of every new state; the one owner of the records. */
export class KnownGenerations {
  readonly #records: Records;
  readonly #loaded: Promise<void>;
  readonly #known = new Map<GenerationId, GenerationRecord>();
  /** Records on their way to the disk. */
  readonly #saving = new UnderWay();
  readonly #listeners = new Set<(generation: Generation) => void>();

  /** @param folder where records are kept */
  constructor(folder: string) {
    this.#records = createRecords(folder);
    this.#loaded = this.#records.list().then((list) => {
      for (const record of list) this.#known.set(record.generation.id, record);
    });
  }

  /** Newest first. As with what is told, a crash would undo nothing of it. */
  async list(): Promise<readonly Generation[]> {
    await this.#loaded;
    while (!this.#saving.isEmpty) await this.#saving.settled();
    const all = [...this.#known.values()].map(({ generation }) => generation);
    return all.toSorted((a, b) => b.startedAt - a.startedAt);
  }

  /** @throws GenerationError `unknown_generation` */
  async of(id: GenerationId): Promise<GenerationRecord> {
    await this.#loaded;
    const record = this.#known.get(id);
    if (record) return record;
    throw new GenerationError('unknown_generation', 'This generation is no longer on the list.');
  }

  /** Undefined for one that is not known, or not yet. */
  get(id: GenerationId): GenerationRecord | undefined {
    return this.#known.get(id);
  }

  /** Takes a new one, which is on disk before it is told of: what may cost money is never forgotten. */
  async add(record: GenerationRecord): Promise<void> {
    await this.#loaded;
    await this.#records.save(record);
    await this.keep(record, false);
  }

  /** Takes a new state of a record; a lasting one on disk first, so that nothing is told that a crash would undo. */
  async keep(record: GenerationRecord, lasting = true): Promise<void> {
    const { generation } = record;
    if (lasting) await this.note(record);
    else this.#known.set(generation.id, record);
    for (const listener of this.#listeners) listener(generation);
  }

  /** Takes what nobody else needs to hear of. */
  async note(record: GenerationRecord): Promise<void> {
    this.#known.set(record.generation.id, record);
    // Where the disk is full, an older state stands there, and a restart goes on from that.
    await this.#saving.during(this.#records.save(record)).catch(() => {});
  }

  async setState(id: GenerationId, state: GenerationState, lasting = true): Promise<void> {
    await this.keep(withState(await this.of(id), state), lasting);
  }

  async remove(id: GenerationId): Promise<void> {
    this.#known.delete(id);
    await this.#records.remove(id);
  }

  onChange(listener: (generation: Generation) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
