import { Check, Copy, X } from 'lucide-react';
import { useState } from 'react';
import type { Generation } from '../../../shared/ipc.ts';
import { withoutGeneration } from '../../editor/actions.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession } from '../useSession.ts';
import { AwaitingJob } from './AwaitingJob.tsx';
import { DoneJob } from './DoneJob.tsx';
import { FailedJob } from './FailedJob.tsx';
import { isRunning } from './jobProgress.ts';
import { jobSubject, jobWords, providerWords } from './jobWords.ts';
import { RunningJob } from './RunningJob.tsx';

/** One job: what was asked for, how it stands, and what can be done with it. */
export function JobCard({ generation }: { readonly generation: Generation }) {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const { id, state, origin, settings } = generation;
  const running = isRunning(state);
  const awaited = useSession(({ destinations }) => destinations.get(id)?.awaits);
  const awaits = state.stage === 'ready' ? awaited : undefined;
  const takeAway = async () => {
    if (running) return editor.requests.cancelGeneration(id);
    await editor.requests.forgetGeneration(id);
    editor.store.update((session) => withoutGeneration(session, id));
  };
  return (
    <li className="job" data-stage={state.stage}>
      <header className="job__header">
        <p className="job__subject" data-tip={jobSubject(generation)}>
          {jobSubject(generation)}
        </p>
        {running ? (
          <button type="button" className="button button--small" onClick={() => run(takeAway)}>
            {t.jobCancel}
          </button>
        ) : (
          <IconButton icon={X} label={t.jobRemove} onPress={() => run(takeAway)} />
        )}
      </header>
      {awaits ? <AwaitingJob id={id} take={awaits} /> : running && <RunningJob generation={generation} />}
      {state.stage === 'done' && <DoneJob generation={generation} frameCount={state.frameCount} />}
      {state.stage === 'failed' && <FailedJob generation={generation} error={state.error} />}
      {state.stage === 'canceled' && <p className="hint">{jobWords(state, t)}</p>}
      <p className="job__facts">{t.jobSettings(settings.width, settings.height, settings.colorCount, settings.fps)}</p>
      <JobSource provider={origin.provider} id={origin.jobId} />
    </li>
  );
}

/** Whose picture it is, and under which number; the number is known as soon as the prompt has been taken. */
function JobSource({ provider, id }: { readonly provider: string; readonly id: string | null }) {
  return (
    <p className="job__source">
      <span className="job__provider">{providerWords(provider, useTexts())}</span>
      {id !== null && <JobId id={id} />}
    </p>
  );
}

function JobId({ id }: { readonly id: string }) {
  const t = useTexts();
  const run = useRun();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <>
      <span aria-hidden="true">·</span>
      <code className="job__id" data-tip={`${t.jobId} ${id}`}>
        {id}
      </code>
      <IconButton icon={copied ? Check : Copy} label={copied ? t.jobIdCopied : t.jobIdCopy} onPress={() => run(copy)} />
    </>
  );
}
