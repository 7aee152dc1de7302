import { useState } from 'react';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import { type ColorMode, LIMITS } from '../../../shared/sprite/sprite.ts';
import { showDialog } from '../../editor/actions.ts';
import { openDocument } from '../../editor/documents.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { Modal } from './Modal.tsx';
import { SizeFields } from './SizeFields.tsx';

const PRESETS = [16, 32, 64, 128, 256] as const;

export function NewSpriteDialog() {
  const t = useTexts();
  const update = useUpdate();
  const count = useSession((session) => session.documents.length);
  const [size, setSize] = useState({ width: 64, height: 64 });
  const [colorMode, setColorMode] = useState<ColorMode>('rgba');
  const create = () =>
    update((session) => {
      const sprite = newSprite({ ...size, colorMode, layerName: t.layerName(1) });
      const opened = openDocument(session, { name: t.spriteName(count + 1), file: null, sprite, saved: false });
      return showDialog(opened, null);
    });
  return (
    <Modal title={t.newSpriteTitle} submit={t.create} onSubmit={create}>
      <FieldRow label={t.size}>
        <SizeFields size={size} most={LIMITS.side} onChange={setSize} />
      </FieldRow>
      <FieldRow label="">
        <Segmented<number>
          label={t.size}
          value={size.width === size.height ? size.width : 0}
          choices={PRESETS.map((value) => ({ value, label: String(value) }))}
          onChange={(side) => setSize({ width: side, height: side })}
        />
      </FieldRow>
      <FieldRow label={t.colorMode}>
        <Segmented<ColorMode>
          label={t.colorMode}
          value={colorMode}
          choices={[
            { value: 'rgba', label: t.colorModeRgba },
            { value: 'indexed', label: t.colorModeIndexed },
            { value: 'grayscale', label: t.colorModeGrayscale },
          ]}
          onChange={setColorMode}
        />
      </FieldRow>
    </Modal>
  );
}
