import { ImageOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Recoverable } from '../../../shared/recovery.ts';
import { discardLeft, type LeftSprite, readLeft, recover } from '../../editor/recovery/recover.ts';
import { TaskFailure } from '../dialogs/TaskFailure.tsx';
import type { Texts } from '../texts/en.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';
import { useTask } from '../useTask.ts';
import { LeftPicture } from './LeftPicture.tsx';

/** What is left of the copy; 'reading' until that is known, 'lost' where it is nothing. */
type Left = LeftSprite | 'reading' | 'lost';

/** A sprite that can be recovered. @param single It stands alone, and the dialog's own button recovers it. */
export function RecoverableCard({
  recoverable,
  single,
}: {
  readonly recoverable: Recoverable;
  readonly single: boolean;
}) {
  const t = useTexts();
  const language = useLanguage();
  const editor = useEditor();
  const left = useLeft(recoverable);
  const task = useTask();
  const [sure, setSure] = useState(false);
  const name = recoverable.name === '' ? t.recoveryUnnamed : recoverable.name;
  const when = new Date(recoverable.keptAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="recovery__card" aria-label={name}>
      <div className="recovery__picture checkered" aria-hidden="true">
        {typeof left === 'object' && <LeftPicture sprite={left.sprite} />}
        {left === 'lost' && <ImageOff size={24} />}
      </div>
      <div className="recovery__words">
        <p className="modal__subject">{name}</p>
        <p className="recovery__when">{when}</p>
        <p className="hint recovery__state" data-warn={needsCare(recoverable, left) || undefined}>
          {stateWords(recoverable, left, t)}
        </p>
        <TaskFailure task={task} />
      </div>
      <div className="recovery__buttons">
        {sure && (
          <button
            type="button"
            className="button recovery__danger"
            disabled={task.busy}
            onClick={() => task.run(() => discardLeft(editor, recoverable))}
          >
            {t.recoveryDiscardSure}
          </button>
        )}
        {!sure && !single && (
          <button
            type="button"
            className="button"
            disabled={task.busy || left === 'lost'}
            onClick={() => task.run(() => recover(editor, recoverable, t.recoveryUnnamed))}
          >
            {t.recoveryOpen}
          </button>
        )}
        {/* One button that turns into the other: it keeps the focus, and a double click discards nothing. */}
        <button type="button" className="button" onClick={() => setSure(!sure)}>
          {sure ? t.recoveryKeep : t.recoveryDiscard}
        </button>
      </div>
    </li>
  );
}

/** Reads the copy for its picture, and finds out whether it is whole. */
function useLeft(recoverable: Recoverable): Left {
  const editor = useEditor();
  const [left, setLeft] = useState<Left>('reading');
  useEffect(() => {
    let wanted = true;
    readLeft(editor, recoverable)
      .catch(() => 'lost' as const)
      .then((found) => wanted && setLeft(found));
    return () => {
      wanted = false;
    };
  }, [editor, recoverable]);
  return left;
}

function needsCare({ original }: Recoverable, left: Left): boolean {
  return original.kind === 'changed' || left === 'lost' || (typeof left === 'object' && !left.whole);
}

function stateWords({ id, original }: Recoverable, left: Left, t: Texts): string {
  if (left === 'lost') return t.recoveryLost(`${id}.aseprite`);
  if (typeof left === 'object' && !left.whole) return t.recoveryDamaged;
  switch (original.kind) {
    case 'none':
      return t.recoveryNever;
    case 'there':
      return t.recoveryThere;
    case 'changed':
      return t.recoveryChanged;
    case 'gone':
      return t.recoveryGone;
  }
}
