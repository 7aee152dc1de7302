import { useEffect, useState } from 'react';
import type { RecentFile } from '../../../shared/ipc.ts';
import { openGranted } from '../../editor/files.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession } from '../useSession.ts';

/** What was open before, as pictures. */
export function RecentFiles() {
  const t = useTexts();
  const recent = useSession((session) => session.recent);
  if (recent.length === 0) return null;
  return (
    <section className="recent" aria-label={t.startRecent}>
      <h2 className="recent__title">{t.startRecent}</h2>
      <ul className="recent__files">
        {recent.slice(0, 6).map((file) => (
          <li key={file.id}>
            <RecentCard file={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RecentCard({ file }: { readonly file: RecentFile }) {
  const editor = useEditor();
  const run = useRun();
  const picture = usePicture(file.thumbnail);
  return (
    <button
      type="button"
      className="recent__file"
      data-tip={file.name}
      onClick={() => run(() => openGranted(editor, [file]))}
    >
      <span className="recent__picture checkered">
        {picture !== null && <img className="pixelated" src={picture} alt="" draggable={false} />}
      </span>
      <span className="recent__name">{file.name}</span>
    </button>
  );
}

function usePicture(png: Uint8Array): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([png.slice()], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return url;
}
