import {
  CircleAlert,
  CircleHelp,
  CircleSlash,
  CircleStop,
  Download,
  FileVideo,
  Hourglass,
  ImagePlus,
  type LucideIcon,
  RotateCcw,
  SlidersHorizontal,
  X,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { nameOf } from '../../../shared/generatedFrames.ts';
import type { Generation, GenerationState, Requests } from '../../../shared/ipc.ts';
import { notify, setDock, showDialog, withoutGeneration } from '../../editor/actions.ts';
import type { Editor } from '../../editor/editor.ts';
import { insertGeneration, retryGeneration } from '../../editor/generations.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { draftOf, useDraft } from '../generate/draft.ts';
import { isRunning } from '../generate/jobProgress.ts';
import { jobSubject, jobWords, providerWords } from '../generate/jobWords.ts';
import { isExplained, ownWordsOf } from '../generate/remedy.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor } from '../useSession.ts';

/** One job of the history, with everything that can be done with it. */
export function HistoryRow(props: { readonly job: Generation; readonly thumbnailOf: Requests['thumbnailOf'] }) {
  const { job, thumbnailOf } = props;
  const t = useTexts();
  const language = useLanguage();
  const { state, origin, settings } = job;
  const failure = state.stage === 'failed' ? errorWords(state.error, language) : null;
  const ownWords = state.stage === 'failed' ? ownWordsOf(state.error) : '';
  const when = new Date(job.startedAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="history__row" data-stage={state.stage}>
      <Thumbnail job={job} thumbnailOf={thumbnailOf} />
      <div className="history__words">
        <p className="history__subject" data-tip={jobSubject(job)}>
          {jobSubject(job)}
        </p>
        <p>
          <span className="history__state">{failure?.what ?? jobWords(state, t)}</span>
          {failure && <span className="hint"> {failure.todo}</span>}
          {ownWords !== '' && <span className="hint"> {t.jobOwnWords(ownWords)}</span>}
        </p>
        <p className="history__facts">
          {[
            when,
            providerWords(origin.provider, t),
            t.jobSettings(settings.width, settings.height, settings.colorCount, settings.fps),
          ]
            .filter((part) => part !== '')
            .map((part) => (
              <span key={part}>{part}</span>
            ))}
        </p>
      </div>
      <Actions job={job} />
    </li>
  );
}

function Thumbnail({ job, thumbnailOf }: { readonly job: Generation; readonly thumbnailOf: Requests['thumbnailOf'] }) {
  const [address, setAddress] = useState('');
  const { stage } = job.state;
  useEffect(() => {
    if (stage !== 'done' && stage !== 'ready') return;
    let made = '';
    let wanted = true;
    thumbnailOf(job.id).then(
      (png) => {
        if (!wanted || png === null) return;
        made = URL.createObjectURL(new Blob([new Uint8Array(png)], { type: 'image/png' }));
        setAddress(made);
      },
      () => undefined,
    );
    return () => {
      wanted = false;
      URL.revokeObjectURL(made);
    };
  }, [job.id, stage, thumbnailOf]);
  const Sign = signOf(job.state);
  return (
    <div className={Sign ? 'history__picture' : 'history__picture history__picture--clear'}>
      {Sign && <Sign size={20} strokeWidth={1.6} absoluteStrokeWidth aria-hidden="true" />}
      {address !== '' && <img src={address} alt="" />}
    </div>
  );
}

/** What stands in the place of the picture of a job that has none. */
function signOf(state: GenerationState): LucideIcon | null {
  if (state.stage === 'failed') return CircleAlert;
  if (state.stage === 'canceled') return CircleSlash;
  return isRunning(state) && state.stage !== 'ready' ? Hourglass : null;
}

function Actions({ job }: { readonly job: Generation }) {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const [, change] = useDraft();
  const { requests, store } = editor;
  const { id, state } = job;
  const button = (icon: LucideIcon, label: string, act: () => Promise<unknown>) => (
    <IconButton icon={icon} label={label} onPress={() => run(act)} />
  );
  const close = () => store.update((session) => showDialog(session, null));
  if (isRunning(state)) {
    return (
      <div className="history__actions">
        {state.stage === 'waiting' &&
          state.offline &&
          button(RotateCcw, t.jobTryNow, () => retryGeneration(editor, id))}
        {button(CircleStop, t.jobCancel, () => requests.cancelGeneration(id))}
      </div>
    );
  }
  return (
    <div className="history__actions">
      {state.stage === 'done' &&
        button(ImagePlus, t.jobInsertLayer, async () => {
          close();
          await insertGeneration(editor, id, { document: store.get().active });
        })}
      {state.stage === 'done' && button(FileVideo, t.historyOpenVideo, () => requests.openSourceVideo(id))}
      {state.stage === 'done' && button(Download, t.historyFetch, () => fetchAgain(editor, job))}
      {state.stage === 'failed' &&
        isExplained(state.error.code) &&
        button(CircleHelp, t.checkHelp, () => requests.openHelp('troubleshooting'))}
      {button(SlidersHorizontal, t.historyReuse, async () => {
        change(draftOf(job));
        store.update((session) => setDock(showDialog(session, null), 'generate'));
      })}
      {button(RotateCcw, t.historyRetry, () => retryGeneration(editor, id))}
      {button(X, t.jobRemove, async () => {
        await requests.forgetGeneration(id);
        store.update((session) => withoutGeneration(session, id));
      })}
    </div>
  );
}

/** Fetches the video again, and says whether it still is the one that the frames were cut from. */
async function fetchAgain({ requests, store }: Editor, job: Generation): Promise<void> {
  const outcome = await requests.fetchVideoAgain(job.id);
  const message = { code: outcome === 'same' ? 'fetchedSame' : 'fetchedOther', name: nameOf(job) } as const;
  store.update((session) => notify(session, { tone: 'info', message }));
}
