import { useState } from 'react';
import type { FileId } from '../../../shared/ipc.ts';
import { setDock, showDialog } from '../../editor/actions.ts';
import { activeSprite } from '../../editor/documents.ts';
import { startImport } from '../../editor/generations.ts';
import { ClipFields } from '../generate/ClipFields.tsx';
import { type ClipDraft, clipSettings, NEW_CLIP } from '../generate/draft.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession } from '../useSession.ts';
import { Modal } from './Modal.tsx';

export function ImportVideoDialog({ file, name }: { readonly file: FileId; readonly name: string }) {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const palette = useSession(activeSprite)?.palette;
  const [draft, setDraft] = useState<ClipDraft>(NEW_CLIP);
  const start = () => {
    editor.store.update((session) => setDock(showDialog(session, null), 'generate'));
    run(() => startImport(editor, file, clipSettings(draft, palette)));
  };
  return (
    <Modal title={t.importTitle} submit={t.importButton} onSubmit={start}>
      <p className="modal__subject">{name}</p>
      <ClipFields
        draft={draft}
        hasPalette={palette !== undefined}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <p className="hint">{t.importHint}</p>
    </Modal>
  );
}
