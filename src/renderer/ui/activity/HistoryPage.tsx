import { useState } from 'react';
import { setDock, showDialog } from '../../editor/actions.ts';
import { SelectField } from '../controls/SelectField.tsx';
import { providerWords } from '../generate/jobWords.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession, useUpdate } from '../useSession.ts';
import { HistoryRow } from './HistoryRow.tsx';
import { type JobFilter, matching, NO_FILTER } from './jobFilter.ts';

/** How many jobs are shown before more are asked for. */
const STEP = 50;

/** Every generation, newest first, to be searched and used again. */
export function HistoryPage() {
  const t = useTexts();
  const { requests } = useEditor();
  const jobs = useSession((session) => session.generations);
  const [filter, setFilter] = useState<JobFilter>(NO_FILTER);
  const [most, setMost] = useState(STEP);
  const found = matching(jobs, filter, Date.now());
  const change = (part: Partial<JobFilter>) => setFilter((before) => ({ ...before, ...part }));
  if (jobs.length === 0) return <NoJobs />;
  return (
    <>
      <div className="history__filters">
        <input
          type="search"
          className="text-field"
          aria-label={t.historySearch}
          placeholder={t.historySearch}
          value={filter.search}
          onChange={(event) => change({ search: event.currentTarget.value })}
        />
        {select(t.historyState, t.historyStates, filter.state, (state) => change({ state }))}
        <SelectField
          label={t.historyProvider}
          value={filter.provider}
          choices={[
            { value: '', label: t.historyProviders },
            ...[...new Set(jobs.map(({ origin }) => origin.provider))].map((value) => ({
              value,
              label: providerWords(value, t),
            })),
          ].filter(({ value }, index) => index === 0 || value !== '')}
          onChange={(provider) => change({ provider })}
        />
        {select(t.historyWhen, t.historyDates, filter.when, (when) => change({ when }))}
        <span className="history__count" role="status">
          {t.historyCount(found.length, jobs.length)}
        </span>
      </div>
      {found.length === 0 && (
        <div className="activity__empty">
          <p className="hint">{t.historyNone}</p>
          <button type="button" className="button" onClick={() => setFilter(NO_FILTER)}>
            {t.historyAll}
          </button>
        </div>
      )}
      <ol className="history__list" aria-label={t.jobs}>
        {found.slice(0, most).map((job) => (
          <HistoryRow key={job.id} job={job} thumbnailOf={requests.thumbnailOf} />
        ))}
      </ol>
      {found.length > most && (
        <button type="button" className="button" onClick={() => setMost(most + STEP)}>
          {t.historyMore}
        </button>
      )}
    </>
  );
}

function NoJobs() {
  const t = useTexts();
  const update = useUpdate();
  return (
    <div className="activity__empty">
      <p className="hint">{t.historyEmpty}</p>
      <button
        type="button"
        className="button"
        onClick={() => update((session) => setDock(showDialog(session, null), 'generate'))}
      >
        {t.historyFirst}
      </button>
    </div>
  );
}

function select<Value extends string>(
  label: string,
  texts: Readonly<Record<Value, string>>,
  value: Value,
  onChange: (value: Value) => void,
) {
  const values = Object.keys(texts) as Value[];
  const choices = values.map((each) => ({ value: each, label: texts[each] }));
  return <SelectField<Value> label={label} value={value} choices={choices} onChange={onChange} />;
}
