import { Session } from 'node:inspector';
import { MemoryBudget } from '../../src/shared/formats/memoryBudget.ts';

/** What reading one file took. */
export interface Work {
  /** How often blocks of our code were entered: functions, branches, rounds of loops. What Node does itself counts once. */
  readonly steps: number;
  /** What the parser was granted for pixels. */
  readonly bytesAllowed: number;
}

/**
 * Node's options with which the same work always counts the same: optimized code leaves out calls that it has inlined, and
 * code that has not run yet, or not lately, is not counted.
 */
export const COUNTING_OPTIONS = ['--no-opt', '--no-maglev', '--no-lazy-feedback-allocation', '--no-flush-bytecode'];

/** Counts steps by V8's own coverage. There can be one in a process. */
export class StepCounter {
  readonly #session = new Session();
  #bytesAllowed = 0;

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    const { check } = MemoryBudget.prototype;
    const grant = (bytes: number): void => {
      this.#bytesAllowed += bytes;
    };
    MemoryBudget.prototype.check = function (place, bytes): void {
      check.call(this, place, bytes);
      grant(bytes);
    };
  }

  /** What was done since this was asked for the last time. */
  taken(): Work {
    const work = { steps: this.#steps(), bytesAllowed: this.#bytesAllowed };
    this.#bytesAllowed = 0;
    return work;
  }

  #steps(): number {
    let steps = 0;
    // It answers before it returns, and begins anew.
    this.#session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error) throw error;
      for (const { url, functions } of result) {
        if (!url.startsWith('file:') || url.includes('/node_modules/') || url === import.meta.url) continue;
        for (const { ranges } of functions) for (const { count } of ranges) steps += count;
      }
    });
    return steps;
  }
}
