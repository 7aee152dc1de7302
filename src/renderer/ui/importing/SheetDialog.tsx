import { useMemo, useState } from 'react';
import { type SheetPicture, spriteOfSheet } from '../../editor/import/spriteOfSheet.ts';
import { openNew } from '../../editor/importing.ts';
import { Modal } from '../dialogs/Modal.tsx';
import type { Texts } from '../texts/en.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';
import { SheetCutFields } from './SheetCutFields.tsx';
import { SheetPreview } from './SheetPreview.tsx';
import { cutSheet, firstDraft, type SheetCut, type SheetDraft } from './sheetDraft.ts';
import './SheetDialog.css';

/** Says how a sheet comes apart, and shows it. */
export function SheetDialog({ name, image }: { readonly name: string; readonly image: SheetPicture }) {
  const t = useTexts();
  const language = useLanguage();
  const editor = useEditor();
  const [draft, setDraft] = useState(() => firstDraft(image));
  const cut = useMemo(() => cutSheet(image, draft), [image, draft]);
  const change = (part: Partial<SheetDraft>) => setDraft((before) => ({ ...before, ...part }));
  const waiting = cut.plan.cells.length === 0;
  const start = () => openNew(editor, name, spriteOfSheet(image, cut.plan));
  return (
    <Modal title={t.sheetTitle} submit={t.importButton} onSubmit={start} size="wide" waiting={waiting}>
      <div className="sheet-import">
        <div className="sheet-import__fields">
          <p className="modal__subject">{name}</p>
          <SheetCutFields draft={draft} image={image} onChange={change} />
        </div>
        <figure className="sheet-import__preview">
          <SheetPreview image={image} cells={cut.plan.cells} />
          <figcaption className={cut.failure ? 'error-text' : 'hint'}>
            {cut.failure ? errorWords(cut.failure, language).what : cutWords(cut, t)}
            {cut.failure && ` (${cut.failure.message})`}
          </figcaption>
        </figure>
      </div>
    </Modal>
  );
}

function cutWords({ plan }: SheetCut, t: Texts): string {
  const { cells, tags } = plan;
  if (cells.length === 0) return t.sheetNone;
  const width = Math.max(...cells.map((cell) => cell.width));
  const height = Math.max(...cells.map((cell) => cell.height));
  const frames = t.sheetFrames(cells.length, width, height);
  return tags.length === 0 ? frames : `${frames} · ${t.sheetTags(tags.length)}`;
}
