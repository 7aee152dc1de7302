import { useState } from 'react';
import { readProvenance } from '../../../shared/clip/provenance.ts';
import type { Connection } from '../../../shared/connection.ts';
import { GENERATION_LIMITS } from '../../../shared/ipc.ts';
import { clipNotes } from '../../../shared/sprite/edits/clip/clipNotes.ts';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { findLayer } from '../../../shared/sprite/layers.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { setDock, showDialog } from '../../editor/actions.ts';
import { spriteOf } from '../../editor/documents.ts';
import { canRegenerate, startRegeneration, usualRange } from '../../editor/regenerate.ts';
import { activeDocument, type Document } from '../../editor/session.ts';
import { costWords } from '../generate/quoteWords.ts';
import { type QuoteState, useQuoteState } from '../generate/useQuote.ts';
import type { Texts } from '../texts/en.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession } from '../useSession.ts';
import { FrameField } from './FrameField.tsx';
import { Modal } from './Modal.tsx';

/** Asks for another take of some frames of the current layer. */
export function RegenerateDialog() {
  const document = useSession(activeDocument);
  return document === undefined ? null : <RegenerateForm document={document} />;
}

function RegenerateForm({ document }: { readonly document: Document }) {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const answer = useQuoteState();
  const { quote, waiting } = answer;
  const connection = useSession((session) => session.connection);
  const sprite = spriteOf(document);
  const [range, setRange] = useState(() => usualRange(document));
  const [prompt, setPrompt] = useState(() => promptOf(document));
  const count = indexOf(sprite, range.to) - indexOf(sprite, range.from) + 1;
  const hindrance = hindranceOf(sprite, count, connection, answer, t);
  const isReady =
    hindrance === null && !waiting && prompt.trim() !== '' && prompt.length <= GENERATION_LIMITS.promptLength;
  const start = () => {
    if (!isReady) return;
    editor.store.update((session) => setDock(showDialog(session, null), 'generate'));
    run(() => startRegeneration(editor, document, range, prompt.trim()));
  };
  return (
    <Modal title={t.regenerateTitle} submit={t.generate} onSubmit={start} waiting={!isReady}>
      <p className="hint">{t.regenerateHint(findLayer(sprite, document.layer)?.name ?? '')}</p>
      <FrameField
        label={t.tagFrom}
        sprite={sprite}
        value={range.from}
        onChange={(from) => setRange({ ...range, from })}
      />
      <FrameField label={t.tagTo} sprite={sprite} value={range.to} onChange={(to) => setRange({ ...range, to })} />
      <textarea
        className="text-field"
        rows={3}
        aria-label={t.prompt}
        placeholder={t.promptPlaceholder}
        value={prompt}
        onChange={(event) => setPrompt(event.currentTarget.value)}
      />
      <p className={hindrance === null ? 'hint' : 'error-text'} aria-live="polite">
        {hindrance ?? (waiting ? t.regenerateAsking : costWords(connection, quote, t))}
      </p>
      {hindrance === null && connection.kind === 'demo' && <p className="hint">{t.demoMoves}</p>}
    </Modal>
  );
}

/** Why it cannot be asked for; null when it can, and while the provider has not said yet what it can do. */
function hindranceOf(
  sprite: Sprite,
  count: number,
  connection: Connection,
  { quote, waiting }: QuoteState,
  t: Texts,
): string | null {
  const { least, most } = GENERATION_LIMITS.side;
  if (!canRegenerate(sprite)) return t.regenerateSize(least, most);
  if (count < 2) return t.regenerateTwoFrames;
  if (waiting) return null;
  if (connection.kind === 'noKey') return t.keyFirst;
  if (connection.kind === 'signedOut') return t.signInFirst;
  if (quote === null) return t.regenerateUnknown;
  return quote.capabilities.startFrame && quote.capabilities.endFrame ? null : t.regenerateProvider;
}

/** What the layer's last clip was made from. */
function promptOf(document: Document): string {
  const layer = findLayer(spriteOf(document), document.layer);
  const makers = layer ? [...clipNotes(layer).values()].map((note) => readProvenance(note)?.maker) : [];
  const last = makers.at(-1);
  return last?.kind === 'prompt' ? last.prompt : '';
}
