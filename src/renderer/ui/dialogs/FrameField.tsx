import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import type { FrameId, Sprite } from '../../../shared/sprite/sprite.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';

/** A row to choose one of the sprite's frames by its number. */
export function FrameField(props: {
  readonly label: string;
  readonly sprite: Sprite;
  readonly value: FrameId;
  readonly onChange: (frame: FrameId) => void;
}) {
  const { label, sprite, value, onChange } = props;
  const choose = (number: number) => {
    const frame = sprite.frames[number - 1];
    if (frame !== undefined) onChange(frame.id);
  };
  return (
    <FieldRow label={label}>
      <NumberField
        label={label}
        value={indexOf(sprite, value) + 1}
        least={1}
        most={sprite.frames.length}
        onChange={choose}
      />
    </FieldRow>
  );
}
