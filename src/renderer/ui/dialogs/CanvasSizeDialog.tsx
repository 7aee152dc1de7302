import { useId, useState } from 'react';
import { setCanvasSize } from '../../../shared/sprite/edits/spriteEdits.ts';
import { LIMITS, type Sprite } from '../../../shared/sprite/sprite.ts';
import { showDialog } from '../../editor/actions.ts';
import { activeSprite, edit } from '../../editor/documents.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { Modal } from './Modal.tsx';
import { SizeFields } from './SizeFields.tsx';

export function CanvasSizeDialog() {
  const sprite = useSession(activeSprite);
  return sprite === undefined ? null : <CanvasSizeForm sprite={sprite} />;
}

function CanvasSizeForm({ sprite }: { readonly sprite: Sprite }) {
  const t = useTexts();
  const update = useUpdate();
  const [size, setSize] = useState({ width: sprite.width, height: sprite.height });
  const [anchor, setAnchor] = useState(4);
  const apply = () => {
    const left = shift(size.width - sprite.width, anchor % 3);
    const top = shift(size.height - sprite.height, Math.floor(anchor / 3));
    const change = setCanvasSize(size.width, size.height, left, top);
    update((session) => showDialog(edit(session, 'canvasSize', change), null));
  };
  return (
    <Modal title={t.canvasSizeTitle} submit={t.apply} onSubmit={apply}>
      <FieldRow label={t.size}>
        <SizeFields size={size} most={LIMITS.side} onChange={setSize} />
      </FieldRow>
      <FieldRow label={t.canvasAnchor}>
        <Anchors value={anchor} onChange={setAnchor} />
      </FieldRow>
    </Modal>
  );
}

/** How far the picture moves when `added` pixels come and it stays at the start (0), the middle (1) or the end (2). */
function shift(added: number, place: number): number {
  return Math.trunc((added * place) / 2);
}

/** Nine places, row by row. */
function Anchors({ value, onChange }: { readonly value: number; readonly onChange: (place: number) => void }) {
  const t = useTexts();
  const name = useId();
  return (
    <div className="anchors" role="radiogroup" aria-label={t.canvasAnchor}>
      {t.canvasAnchors.map((label, place) => (
        <label key={label} className="anchors__place" data-tip={label}>
          <input
            type="radio"
            name={name}
            aria-label={label}
            checked={place === value}
            onChange={() => onChange(place)}
          />
        </label>
      ))}
    </div>
  );
}
