import { Flame } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useId } from 'react';
import { GENERATION_LIMITS, type Quote } from '../../../shared/ipc.ts';
import { showDialog } from '../../editor/actions.ts';
import { activeSprite } from '../../editor/documents.ts';
import { startGeneration } from '../../editor/generations.ts';
import { activeDocument } from '../../editor/session.ts';
import { startFrameOf } from '../../editor/startFrame.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession, useUpdate } from '../useSession.ts';
import { ClipFields } from './ClipFields.tsx';
import { type Draft, requestOf, startingFrom, useDraft } from './draft.ts';
import { costWords, offersStartFrame } from './quoteWords.ts';
import { useQuote } from './useQuote.ts';
import './GenerateForm.css';

/** From words to a job: the prompt, how the frames shall be, and one button. */
export function GenerateForm() {
  const t = useTexts();
  const id = useId();
  const editor = useEditor();
  const run = useRun();
  const [draft, change] = useDraft();
  const quote = useQuote();
  const sprite = useSession(activeSprite);
  const palette = sprite?.palette;
  const canStart = offersStartFrame(quote, sprite);
  // A prompt for a project that is out of reach waits for it.
  const connected = useSession(({ connection: { kind } }) => kind !== 'signedOut' && kind !== 'noKey');
  const tooLong = draft.prompt.length > GENERATION_LIMITS.promptLength;
  const ready = connected && !tooLong && draft.prompt.trim() !== '';
  const start = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const document = activeDocument(editor.store.get());
    const frame = canStart && draft.startFrom === 'frame' && document ? startFrameOf(document, draft.background) : null;
    run(() => startGeneration(editor, requestOf(draft, palette, frame)));
  };
  const submitByKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
  };
  return (
    <form className="generate-form" onSubmit={start} onKeyDown={submitByKey}>
      <label className="visually-hidden" htmlFor={id}>
        {t.prompt}
      </label>
      <textarea
        id={id}
        className="text-field"
        rows={3}
        data-prompt
        placeholder={t.promptPlaceholder}
        value={draft.prompt}
        aria-invalid={tooLong}
        onChange={(event) => change({ prompt: event.currentTarget.value })}
      />
      {tooLong && <p className="error-text">{t.promptTooLong(GENERATION_LIMITS.promptLength)}</p>}
      <Examples onChoose={(prompt) => change({ prompt })} />
      <ClipFields draft={draft} hasPalette={palette !== undefined} onChange={change} />
      {canStart && (
        <StartChoice
          startFrom={draft.startFrom}
          onChange={(startFrom) => change(startingFrom(startFrom, activeDocument(editor.store.get())))}
        />
      )}
      <Submit ready={ready} quote={quote} moves={canStart && draft.startFrom === 'frame'} />
    </form>
  );
}

function StartChoice(props: {
  readonly startFrom: Draft['startFrom'];
  readonly onChange: (startFrom: Draft['startFrom']) => void;
}) {
  const { startFrom, onChange } = props;
  const t = useTexts();
  return (
    <FieldRow label={t.startFrom}>
      <Segmented<Draft['startFrom']>
        label={t.startFrom}
        value={startFrom}
        choices={[
          { value: 'nothing', label: t.startNothing },
          { value: 'frame', label: t.startFrame, tip: t.startFrameTip },
        ]}
        onChange={onChange}
      />
    </FieldRow>
  );
}

function Examples({ onChoose }: { readonly onChoose: (prompt: string) => void }) {
  const t = useTexts();
  return (
    <ul className="generate-form__examples" aria-label={t.promptExamples}>
      {t.examples.map(({ name, prompt }) => (
        <li key={name}>
          <button
            type="button"
            className="generate-form__example"
            data-tip={prompt}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(prompt)}
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The button and what it costs, or the way to a connection where there is none. */
function Submit(props: {
  readonly ready: boolean;
  readonly quote: Quote | null;
  /** A frame of the sprite is to be moved. */
  readonly moves: boolean;
}) {
  const { ready, quote, moves } = props;
  const t = useTexts();
  const update = useUpdate();
  const connection = useSession((session) => session.connection);
  const platform = useSession((session) => session.environment.platform);
  const openConnection = () => update((session) => showDialog(session, { kind: 'preferences', page: 'connection' }));
  if (connection.kind === 'signedOut' || connection.kind === 'noKey') {
    const [words, button] = connection.kind === 'noKey' ? [t.keyFirst, t.keyButton] : [t.signInFirst, t.signInButton];
    return (
      <div className="generate-form__submit">
        <p className="hint">{words}</p>
        <button type="button" className="button button--primary" onClick={openConnection}>
          {button}
        </button>
      </div>
    );
  }
  return (
    <div className="generate-form__submit">
      <button
        type="submit"
        className="button button--primary"
        disabled={!ready}
        data-tip={ready ? t.generate : t.promptFirst}
        data-tip-keys={platform === 'darwin' ? '⌘↩' : 'Ctrl+Enter'}
      >
        <Flame size={16} strokeWidth={1.8} absoluteStrokeWidth aria-hidden="true" />
        {t.generate}
      </button>
      {connection.kind === 'unreachable' ? (
        <p className="hint">
          {t.connectionLost}{' '}
          <button type="button" className="link" onClick={openConnection}>
            {t.connectionOpen}
          </button>
        </p>
      ) : (
        <p className="hint">{costWords(connection, quote, t)}</p>
      )}
      {connection.kind === 'demo' && (
        <p className="hint">
          {moves ? t.demoMoves : t.demoHint}{' '}
          <button type="button" className="link" onClick={openConnection}>
            {t.demoLeave}
          </button>
        </p>
      )}
    </div>
  );
}
