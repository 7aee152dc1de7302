import { useState } from 'react';
import type { Generation } from '../../../shared/ipc.ts';
import { retryGeneration } from '../../editor/generations.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useSeconds } from '../useSeconds.ts';
import { useEditor } from '../useSession.ts';
import { progressOf } from './jobProgress.ts';
import { jobWords, timeWords } from './jobWords.ts';

/** A job on its way: what it does, a bar that never goes back, and the time. */
export function RunningJob({ generation }: { readonly generation: Generation }) {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const { id, state, startedAt } = generation;
  const offline = state.stage === 'waiting' && state.offline === true;
  const elapsed = useSeconds(startedAt);
  const progress = useHighest(progressOf(state));
  const expected = state.stage === 'waiting' ? state.expectedSeconds : 0;
  const percent = Math.floor(progress * 100);
  return (
    <div className="job__running">
      <p className="job__state">
        <span role="status">{jobWords(state, t)}</span>
        {!offline && <span className="job__time">{timeWords(elapsed, expected, t)}</span>}
      </p>
      {offline && (
        <p className="job__offline hint">
          {t.jobOfflineHint}{' '}
          <button type="button" className="link" onClick={() => run(() => retryGeneration(editor, id))}>
            {t.jobTryNow}
          </button>
        </p>
      )}
      <div
        className="job__bar"
        role="progressbar"
        aria-label={jobWords(state, t)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={t.jobProgress(percent)}
      >
        <div className="job__bar-done" style={{ transform: `scaleX(${progress})` }} />
      </div>
    </div>
  );
}

/** The highest that a value has been. */
function useHighest(value: number): number {
  const [highest, setHighest] = useState(value);
  if (value > highest) setHighest(value);
  return Math.max(value, highest);
}
