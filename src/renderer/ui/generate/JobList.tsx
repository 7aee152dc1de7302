import { type RefObject, useEffect, useRef } from 'react';
import type { GenerationId } from '../../../shared/ipc.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { JobCard } from './JobCard.tsx';
import './JobList.css';

/** All generations and imports, newest first. */
export function JobList({ empty }: { readonly empty?: string }) {
  const t = useTexts();
  const generations = useSession((session) => session.generations);
  const list = useRef<HTMLOListElement>(null);
  useNewestInSight(list, generations[0]?.id);
  if (generations.length === 0) return empty === undefined ? null : <p className="hint job-list__empty">{empty}</p>;
  return (
    <ol ref={list} className="job-list" aria-label={t.jobs}>
      {generations.map((generation) => (
        <JobCard key={generation.id} generation={generation} />
      ))}
    </ol>
  );
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
