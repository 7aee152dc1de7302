import type { Generation, GenerationState } from '../../../shared/ipc.ts';
import { isRunning } from '../generate/jobProgress.ts';
import { jobSubject } from '../generate/jobWords.ts';

/** Which jobs of the history are shown. */
export interface JobFilter {
  /** Words that all stand in the prompt. */
  readonly search: string;
  readonly state: 'all' | 'running' | 'done' | 'failed' | 'canceled';
  /** Who made it, as a job names it; empty: anybody. */
  readonly provider: string;
  readonly when: keyof typeof SPANS;
}

export const NO_FILTER: JobFilter = { search: '', state: 'all', provider: '', when: 'all' };

const DAY = 24 * 3600 * 1000;
/** Milliseconds. */
const SPANS = { all: Number.POSITIVE_INFINITY, day: DAY, week: 7 * DAY, month: 30 * DAY };

/** @param now Milliseconds since 1970. */
export function matching(jobs: readonly Generation[], filter: JobFilter, now: number): readonly Generation[] {
  const words = filter.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return jobs.filter((job) => {
    const subject = jobSubject(job).toLocaleLowerCase();
    return (
      words.every((word) => subject.includes(word)) &&
      (filter.state === 'all' || stateOf(job.state) === filter.state) &&
      (filter.provider === '' || job.origin.provider === filter.provider) &&
      now - job.startedAt <= SPANS[filter.when]
    );
  });
}

function stateOf(state: GenerationState): JobFilter['state'] {
  if (isRunning(state)) return 'running';
  return state.stage === 'failed' || state.stage === 'canceled' ? state.stage : 'done';
}
