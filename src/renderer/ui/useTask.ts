import { useState } from 'react';
import type { Failure } from '../../shared/ipc.ts';
import { failureOf } from '../editor/requestFailed.ts';

export interface Task {
  readonly busy: boolean;
  /** Why the last run did not work. */
  readonly failure: Failure | null;
  readonly run: (work: () => Promise<unknown>) => void;
}

/** Something that a dialog does and waits for; one at a time, its failure kept to be shown where it was started. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    work()
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false));
  };
  return { busy, failure, run };
}
