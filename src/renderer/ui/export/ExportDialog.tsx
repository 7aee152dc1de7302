import { useState } from 'react';
import { DEFAULT_EXPORT, type ExportKind, type ExportSettings } from '../../../shared/exportSettings.ts';
import { showDialog } from '../../editor/actions.ts';
import { spriteOf } from '../../editor/documents.ts';
import { exportDocument } from '../../editor/exporting.ts';
import { activeDocument, type Document } from '../../editor/session.ts';
import { Segmented } from '../controls/Segmented.tsx';
import { Modal } from '../dialogs/Modal.tsx';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import { useTask } from '../useTask.ts';
import { ExportPreview } from './ExportPreview.tsx';
import { PictureFields } from './PictureFields.tsx';
import { PresetRow } from './PresetRow.tsx';
import { DataFields, SheetFields } from './SheetFields.tsx';
import { useExportPreview } from './useExportPreview.ts';
import './ExportDialog.css';

/** Exports the active sprite; null: as it was exported last. */
export function ExportDialog({ as }: { readonly as: ExportKind | null }) {
  const document = useSession(activeDocument);
  return document === undefined ? null : <ExportForm key={document.id} document={document} as={as} />;
}

function ExportForm({ document, as }: { readonly document: Document; readonly as: ExportKind | null }) {
  const t = useTexts();
  const language = useLanguage();
  const editor = useEditor();
  const task = useTask();
  const [settings, setSettings] = useState(() => firstSettings(document, as));
  const preview = useExportPreview(document, settings);
  const change = (part: Partial<ExportSettings>) => setSettings((before) => ({ ...before, ...part }));
  const start = () =>
    task.run(async () => {
      if (await exportDocument(editor, document, settings)) editor.store.update((session) => showDialog(session, null));
    });
  const waiting = task.busy || preview.failure !== null;
  const failure = task.failure && errorWords(task.failure, language);
  const aside = failure && <p className="error-text">{`${failure.what} ${failure.todo}`}</p>;
  return (
    <Modal title={t.exportTitle} submit={t.exportButton} onSubmit={start} size="wide" waiting={waiting} aside={aside}>
      <div className="export">
        <div className="export__fields">
          <Kinds value={settings.kind} onChange={(kind) => change({ kind })} />
          <PresetRow settings={settings} onChange={setSettings} />
          <PictureFields settings={settings} sprite={spriteOf(document)} onChange={change} />
          {settings.kind === 'sheet' && (
            <>
              <SheetFields settings={settings} onChange={change} />
              <DataFields settings={settings} onChange={change} />
            </>
          )}
        </div>
        <ExportPreview preview={preview} />
      </div>
    </Modal>
  );
}

/** As it was exported last, or what suits the sprite. */
function firstSettings(document: Document, as: ExportKind | null): ExportSettings {
  const { exported } = document;
  const kind = spriteOf(document).frames.length > 1 ? 'gif' : 'image';
  const settings = exported ?? { ...DEFAULT_EXPORT, kind };
  return as === null ? settings : { ...settings, kind: as };
}

function Kinds({ value, onChange }: { readonly value: ExportKind; readonly onChange: (kind: ExportKind) => void }) {
  const t = useTexts();
  return (
    <div className="export__kinds">
      <Segmented<ExportKind>
        label={t.exportAs}
        value={value}
        choices={[
          { value: 'gif', label: t.exportGif, tip: t.exportGifTip },
          { value: 'apng', label: t.exportApng, tip: t.exportApngTip },
          { value: 'webp', label: t.exportWebp, tip: t.exportWebpTip },
          { value: 'sheet', label: t.exportSheet, tip: t.exportSheetTip },
          { value: 'image', label: t.exportImage, tip: t.exportImageTip },
          { value: 'sequence', label: t.exportSequence, tip: t.exportSequenceTip },
        ]}
        onChange={onChange}
      />
    </div>
  );
}
