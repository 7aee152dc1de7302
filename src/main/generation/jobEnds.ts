import type { GenerateAccepted } from '../../../supabase/functions/_shared/job.ts';
import type { GenerationId } from '../../shared/ipc.ts';
import type { CloudClient } from '../cloud/cloudClient.ts';
import { CloudError } from '../cloud/cloudError.ts';
import type { JobName } from '../cloud/videoJobs.ts';
import type { KnownGenerations } from './knownGenerations.ts';
import { withEnd, withJob } from './newGeneration.ts';
import type { GenerationRecord } from './records.ts';

export interface JobEndsOptions {
  readonly cloud: Pick<CloudClient, 'jobs' | 'providerId'>;
  /** Its server is out of reach: `tell` is to be called again. */
  readonly wait: (id: GenerationId) => void;
  /** After it nothing is written any more. */
  readonly signal: AbortSignal;
}

/**
 * Tells servers how jobs ended. A record holds its job's end (`withEnd`) until the server has taken it: one that was
 * given up while the network was down, or while its order was on its way, would be made and paid for otherwise.
 */
export class JobEnds {
  readonly #known: KnownGenerations;
  readonly #options: JobEndsOptions;
  readonly #orders = new Map<GenerationId, Promise<void>>();
  /** Off the list, and not told yet. */
  readonly #left = new Map<GenerationId, GenerationRecord>();

  constructor(known: KnownGenerations, options: JobEndsOptions) {
    this.#known = known;
    this.#options = options;
  }

  /** An order is on its way. Should its job be ended meanwhile, the server can be told once it has answered. */
  ordered(id: GenerationId, answer: Promise<GenerateAccepted>): void {
    const noted = answer.then(
      ({ jobId }) => this.#name(id, jobId),
      () => {},
    );
    this.#orders.set(id, noted);
    void noted.finally(() => this.#orders.get(id) === noted && this.#orders.delete(id));
  }

  /** Tells the server, if it is to be told anything and can be; what cannot be told now stays in the record. */
  async tell(id: GenerationId): Promise<void> {
    const order = this.#orders.get(id);
    // A job that is not there yet cannot be ended, and whoever ended it is not to wait for that.
    if (order) void order.then(() => this.#tell(id));
    else await this.#tell(id);
  }

  /** The record is taken off the list: its end is told now, or when its order is answered, or never. */
  leave(record: GenerationRecord): void {
    const { id } = record.generation;
    if (!record.job.end) return;
    this.#left.set(id, record);
    void this.tell(id);
  }

  async #tell(id: GenerationId): Promise<void> {
    const { cloud, signal, wait } = this.#options;
    const left = this.#left.get(id);
    this.#left.delete(id);
    const record = left ?? this.#known.get(id);
    const end = record?.job.end;
    if (!record || !end || signal.aborted || record.job.providerId !== cloud.providerId()) return;
    try {
      await (await cloud.jobs()).jobs.endVideoJob(nameOf(record), end);
    } catch (error) {
      const passes = error instanceof CloudError && error.code === 'unreachable';
      if (passes && !left && !signal.aborted) wait(id);
      return;
    }
    const now = this.#known.get(id);
    // In the meantime it may have been taken up again.
    if (now?.job.end === end && !signal.aborted) await this.#known.note(withEnd(now, null));
  }

  async #name(id: GenerationId, jobId: string): Promise<void> {
    const left = this.#left.get(id);
    if (left) this.#left.set(id, withJob(left, { jobId }, {}));
    const record = this.#known.get(id);
    // As long as it is not ended, whoever ordered it takes the answer.
    if (record?.job.end && record.generation.origin.jobId === null && !this.#options.signal.aborted) {
      await this.#known.note(withJob(record, { jobId }, {}));
    }
  }
}

function nameOf({ generation: { origin }, job }: GenerationRecord): JobName {
  return origin.jobId === null ? { client_request_id: job.clientRequestId } : { id: origin.jobId };
}
