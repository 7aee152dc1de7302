import { useTexts } from '../texts/useTexts.ts';
import { GenerateForm } from './GenerateForm.tsx';
import { JobList } from './JobList.tsx';

/** Prompt on top, jobs below. It never stands between the artist and the canvas. */
export function GeneratePanel() {
  const t = useTexts();
  return (
    <div className="generate-panel">
      <GenerateForm />
      <JobList empty={t.jobsNone} />
    </div>
  );
}
