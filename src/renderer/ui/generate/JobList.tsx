import { type RefObject, useEffect, useRef } from 'react';
import type { Generation, GenerationId } from '../../../shared/ipc.ts';
import { runCommand } from '../../editor/commands.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import { JobCard } from './JobCard.tsx';
import { isRunning } from './jobProgress.ts';
import './JobList.css';

const MOST = 12;

/** The latest generations, newest first. */
export function JobList({ empty }: { readonly empty?: string }) {
  const t = useTexts();
  const generations = useSession((session) => session.generations);
  const editor = useEditor();
  const list = useRef<HTMLOListElement>(null);
  useNewestInSight(list, generations[0]?.id);
  if (generations.length === 0) return empty === undefined ? null : <p className="hint job-list__empty">{empty}</p>;
  return (
    <>
      <ol ref={list} className="job-list" aria-label={t.jobs}>
        {generations.filter(shown).map((generation) => (
          <JobCard key={generation.id} generation={generation} />
        ))}
      </ol>
      <button type="button" className="link job-list__all" onClick={() => runCommand(editor, 'activity')}>
        {t.jobsAll}
      </button>
    </>
  );
}

/** The newest, and whatever still runs; all of them stand in the history. */
function shown({ state }: Generation, index: number): boolean {
  return index < MOST || isRunning(state);
}

/** Scrolls to a job when it starts; on a small screen it would begin below the edge. */
function useNewestInSight(list: RefObject<HTMLOListElement | null>, newest: GenerationId | undefined): void {
  const seen = useRef(newest);
  useEffect(() => {
    if (newest === seen.current) return;
    seen.current = newest;
    list.current?.firstElementChild?.scrollIntoView({ block: 'nearest' });
  }, [list, newest]);
}
