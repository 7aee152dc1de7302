import { Flame } from 'lucide-react';
import { setDock } from '../../editor/actions.ts';
import { runningWords } from '../generate/jobWords.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';

/** How many jobs run and how far they are, from anywhere in the program. */
export function JobIndicator() {
  const t = useTexts();
  const update = useUpdate();
  const words = runningWords(
    useSession((session) => session.generations),
    t,
  );
  if (words === '') return null;
  return (
    <button
      type="button"
      className="job-indicator"
      data-tip={t.jobsTip}
      onClick={() => update((session) => setDock(session, 'generate'))}
    >
      <Flame size={14} aria-hidden="true" />
      {words}
    </button>
  );
}
