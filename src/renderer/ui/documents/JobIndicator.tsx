import { Flame } from 'lucide-react';
import { setDock } from '../../editor/actions.ts';
import { isRunning, progressOf } from '../generate/jobProgress.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';

/** How many jobs run and how far they are, from anywhere in the program. */
export function JobIndicator() {
  const t = useTexts();
  const update = useUpdate();
  const running = useSession((session) => session.generations).filter(({ state }) => isRunning(state));
  if (running.length === 0) return null;
  const progress = running.reduce((sum, { state }) => sum + progressOf(state), 0) / running.length;
  return (
    <button
      type="button"
      className="job-indicator"
      data-tip={t.jobsTip}
      onClick={() => update((session) => setDock(session, 'generate'))}
    >
      <Flame size={14} aria-hidden="true" />
      {t.jobsRunning(running.length, Math.floor(progress * 100))}
    </button>
  );
}
