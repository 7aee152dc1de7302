import { useState } from 'react';
import { type LayerChange, setLayer } from '../../../shared/sprite/edits/layerEdits.ts';
import { findLayer } from '../../../shared/sprite/layers.ts';
import { BLEND_MODES, type LayerId, type Sprite } from '../../../shared/sprite/sprite.ts';
import { edit } from '../../editor/documents.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { Slider } from '../controls/Slider.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useUpdate } from '../useSession.ts';

/** Blend mode and opacity of one layer. */
export function LayerSettings({ sprite, layer: id }: { readonly sprite: Sprite; readonly layer: LayerId }) {
  const t = useTexts();
  const update = useUpdate();
  const layer = findLayer(sprite, id);
  if (layer === undefined) return null;
  const change = (part: LayerChange) => update((session) => edit(session, 'layer', setLayer(id, part)));
  return (
    <div className="layers__settings">
      <FieldRow label={t.blendMode}>
        <SelectField
          label={t.blendMode}
          value={layer.blendMode}
          choices={BLEND_MODES.map((value) => ({ value, label: t.blendModes[value] }))}
          onChange={(blendMode) => change({ blendMode })}
        />
      </FieldRow>
      <FieldRow label={t.opacity}>
        <OpacityField key={id} value={layer.opacity} onCommit={(opacity) => change({ opacity })} />
      </FieldRow>
    </div>
  );
}

/** Percent on the screen, 0 to 255 in the sprite. Becomes one step of undo when it is let go of. */
function OpacityField({ value, onCommit }: { readonly value: number; readonly onCommit: (value: number) => void }) {
  const t = useTexts();
  const [draft, setDraft] = useState<number | null>(null);
  const percent = draft ?? Math.round((value / 255) * 100);
  const common = {
    label: t.opacity,
    value: percent,
    least: 0,
    most: 100,
    onChange: setDraft,
    onCommit: () => {
      if (draft !== null) onCommit(Math.round((draft / 100) * 255));
      setDraft(null);
    },
  };
  return (
    <div className="layers__opacity">
      <Slider {...common} />
      <NumberField {...common} />
    </div>
  );
}
