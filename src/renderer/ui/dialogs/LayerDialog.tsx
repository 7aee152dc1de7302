import { useState } from 'react';
import { setLayer } from '../../../shared/sprite/edits/layerEdits.ts';
import { findLayer } from '../../../shared/sprite/layers.ts';
import { BLEND_MODES, type Layer, type LayerId } from '../../../shared/sprite/sprite.ts';
import { showDialog } from '../../editor/actions.ts';
import { activeSprite, edit } from '../../editor/documents.ts';
import { Check } from '../controls/Check.tsx';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { Slider } from '../controls/Slider.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { Modal } from './Modal.tsx';

export function LayerDialog({ id }: { readonly id: LayerId }) {
  const sprite = useSession(activeSprite);
  const layer = sprite && findLayer(sprite, id);
  return layer === undefined ? null : <LayerForm layer={layer} />;
}

function LayerForm({ layer }: { readonly layer: Layer }) {
  const t = useTexts();
  const update = useUpdate();
  const [name, setName] = useState(layer.name);
  const [blendMode, setBlendMode] = useState(layer.blendMode);
  const [percent, setPercent] = useState(Math.round((layer.opacity / 255) * 100));
  const [continuous, setContinuous] = useState(layer.continuous);
  const apply = () => {
    const opacity = Math.round((percent / 100) * 255);
    const change = setLayer(layer.id, { name: name.trim() || layer.name, blendMode, opacity, continuous });
    update((session) => showDialog(edit(session, 'layer', change), null));
  };
  const opacity = { label: t.opacity, value: percent, least: 0, most: 100, onChange: setPercent };
  return (
    <Modal title={t.layerPropertiesTitle} submit={t.apply} onSubmit={apply}>
      <FieldRow label={t.name}>
        <input
          className="text-field"
          aria-label={t.name}
          value={name}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </FieldRow>
      <FieldRow label={t.blendMode}>
        <SelectField
          label={t.blendMode}
          value={blendMode}
          choices={BLEND_MODES.map((value) => ({ value, label: t.blendModes[value] }))}
          onChange={setBlendMode}
        />
      </FieldRow>
      <FieldRow label={t.opacity}>
        <div className="layers__opacity">
          <Slider {...opacity} />
          <NumberField {...opacity} />
        </div>
      </FieldRow>
      {layer.kind === 'image' && <Check label={t.layerContinuous} checked={continuous} onChange={setContinuous} />}
    </Modal>
  );
}
