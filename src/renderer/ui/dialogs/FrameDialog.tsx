import { useState } from 'react';
import { indexOf, setDuration } from '../../../shared/sprite/edits/frameEdits.ts';
import type { FrameId, Sprite } from '../../../shared/sprite/sprite.ts';
import { showDialog } from '../../editor/actions.ts';
import { activeSprite, edit } from '../../editor/documents.ts';
import { Check } from '../controls/Check.tsx';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { Modal } from './Modal.tsx';

export function FrameDialog({ id }: { readonly id: FrameId }) {
  const sprite = useSession(activeSprite);
  return sprite === undefined ? null : <FrameForm sprite={sprite} id={id} />;
}

function FrameForm({ sprite, id }: { readonly sprite: Sprite; readonly id: FrameId }) {
  const t = useTexts();
  const update = useUpdate();
  const index = indexOf(sprite, id);
  const [duration, setShown] = useState(sprite.frames[index]?.duration ?? 100);
  const [all, setAll] = useState(false);
  const apply = () => {
    const frames = all ? sprite.frames.map((frame) => frame.id) : [id];
    update((session) => showDialog(edit(session, 'frame', setDuration(frames, duration)), null));
  };
  return (
    <Modal title={t.framePropertiesTitle(index + 1)} submit={t.apply} onSubmit={apply}>
      <FieldRow label={t.frameDuration}>
        <NumberField wide label={t.frameDuration} value={duration} least={1} most={65535} onChange={setShown} />
        <span className="hint">{t.milliseconds}</span>
      </FieldRow>
      {sprite.frames.length > 1 && <Check label={t.frameDurationAll} checked={all} onChange={setAll} />}
    </Modal>
  );
}
