import { useState } from 'react';
import { toHex } from '../../../shared/sprite/color.ts';
import { addColors, setPalette } from '../../../shared/sprite/edits/paletteEdits.ts';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import type { Palette } from '../../../shared/sprite/sprite.ts';
import { showDialog } from '../../editor/actions.ts';
import { activeSprite, edit } from '../../editor/documents.ts';
import { paletteInText } from '../../editor/import/palettes.ts';
import { openNew } from '../../editor/importing.ts';
import { cssColor } from '../color/colorSpaces.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { Modal } from '../dialogs/Modal.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import './PaletteDialog.css';

const MOST = 256;

/** What to do with a palette that came from elsewhere; null: it is pasted here first. */
export function PaletteDialog({ name, palette }: { readonly name: string; readonly palette: Palette | null }) {
  const t = useTexts();
  const editor = useEditor();
  const sprite = useSession(activeSprite);
  const [text, setText] = useState('');
  const [way, setWay] = useState<'replace' | 'add'>('replace');
  const given = palette ?? paletteInText(text);
  const apply = () => {
    if (given === undefined) return;
    const colors = given.colors.slice(0, MOST);
    const kept = { colors, names: new Map([...given.names].filter(([entry]) => entry < MOST)) };
    if (sprite === undefined) {
      openNew(editor, t.spriteName(1), newSprite({ width: 64, height: 64, palette: kept, layerName: t.layerName(1) }));
      return;
    }
    const change = way === 'replace' ? setPalette(kept) : addColors(colors);
    editor.store.update((session) => showDialog(edit(session, 'palette', change), null));
  };
  return (
    <Modal
      title={palette === null ? t.palettePasteTitle : t.paletteLoadTitle}
      submit={sprite === undefined ? t.paletteNewSprite : t.apply}
      onSubmit={apply}
      waiting={given === undefined}
    >
      {palette === null ? (
        <>
          <p className="hint">{t.palettePasteHint}</p>
          <textarea
            className="text-field"
            rows={5}
            aria-label={t.palettePasteField}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </>
      ) : (
        <p className="modal__subject">{name}</p>
      )}
      {given && <Colors palette={given} />}
      {sprite && (
        <FieldRow label={t.paletteUse}>
          <Segmented
            label={t.paletteUse}
            value={way}
            choices={[
              { value: 'replace', label: t.paletteReplace },
              { value: 'add', label: t.paletteJoin },
            ]}
            onChange={setWay}
          />
        </FieldRow>
      )}
      {sprite?.colorMode === 'indexed' && way === 'replace' && <p className="hint">{t.paletteIndexedHint}</p>}
    </Modal>
  );
}

function Colors({ palette }: { readonly palette: Palette }) {
  const t = useTexts();
  const shown = palette.colors.slice(0, MOST).map((color, index) => ({ color, index }));
  return (
    <>
      <ul className="palette-colors">
        {shown.map(({ color, index }) => (
          <li key={index} className="checkered" data-tip={palette.names.get(index) ?? toHex(color)}>
            <span style={{ background: cssColor(color) }} />
          </li>
        ))}
      </ul>
      <p className="hint">
        {t.paletteColors(palette.colors.length)}
        {palette.colors.length > MOST && ` ${t.paletteTooMany}`}
      </p>
    </>
  );
}
