import { useEffect, useState } from 'react';
import { openGranted } from '../editor/files.ts';
import { reportFailure } from '../editor/reportFailure.ts';
import { useTexts } from './texts/useTexts.ts';
import { useDroppedFiles } from './useDroppedFiles.ts';
import { useRun } from './useRun.ts';
import { useEditor } from './useSession.ts';

/** The whole window takes files, and says so while some hover over it. */
export function DropTarget() {
  const t = useTexts();
  const editor = useEditor();
  const grant = useDroppedFiles();
  const run = useRun();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const options = new AbortController();
    const { signal } = options;
    const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;
    // What is under way in the studio must not go because of a file that falls on it.
    const isTaken = (): boolean => editor.store.get().studio !== null;
    const hover = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer && isTaken()) event.dataTransfer.dropEffect = 'none';
      else setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (isTaken()) return;
      const files = [...(event.dataTransfer?.files ?? [])];
      const grantOne = (file: File) =>
        grant(file).then(
          (granted) => [granted],
          (error: unknown) => {
            reportFailure(editor, error, file.name);
            return [];
          },
        );
      run(async () => openGranted(editor, (await Promise.all(files.map(grantOne))).flat()));
    };
    addEventListener('dragenter', hover, { signal });
    addEventListener('dragover', hover, { signal });
    addEventListener('dragleave', leave, { signal });
    addEventListener('drop', drop, { signal });
    return () => options.abort();
  });
  return over ? (
    <div className="drop-target" role="status">
      {t.dropHere}
    </div>
  ) : null;
}
