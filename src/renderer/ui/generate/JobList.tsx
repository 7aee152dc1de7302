import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { JobCard } from './JobCard.tsx';
import './JobList.css';

/** All generations and imports, newest first. */
export function JobList({ empty }: { readonly empty?: string }) {
  const t = useTexts();
  const generations = useSession((session) => session.generations);
  if (generations.length === 0) return empty === undefined ? null : <p className="hint job-list__empty">{empty}</p>;
  return (
    <ol className="job-list" aria-label={t.jobs}>
      {generations.map((generation) => (
        <JobCard key={generation.id} generation={generation} />
      ))}
    </ol>
  );
}
