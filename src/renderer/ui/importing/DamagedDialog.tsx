import { openSalvaged } from '../../editor/importing.ts';
import type { Dialog } from '../../editor/session.ts';
import { Modal } from '../dialogs/Modal.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';

/** Offers what could be read of a damaged file, and says what is missing. */
export function DamagedDialog({ damaged }: { readonly damaged: Extract<Dialog, { kind: 'damaged' }> }) {
  const t = useTexts();
  const editor = useEditor();
  const { name, salvage } = damaged;
  return (
    <Modal title={t.damagedTitle} submit={t.damagedOpen} onSubmit={() => openSalvaged(editor, damaged)} size="large">
      <p className="modal__subject">{name}</p>
      <p>
        {salvage.frameCount === null
          ? t.damagedFramesRead(salvage.sprite.frames.length)
          : t.damagedFrames(salvage.sprite.frames.length, salvage.frameCount)}
        {salvage.lastIncomplete && ` ${t.damagedLast}`}
      </p>
      <p>{t.damagedRest}</p>
      <p className="hint">{t.damagedPlace(salvage.offset, t.damagedReasons[salvage.code])}</p>
    </Modal>
  );
}
