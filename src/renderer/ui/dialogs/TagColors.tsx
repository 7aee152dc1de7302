import { useId } from 'react';
import { rgba, toHex } from '../../../shared/sprite/color.ts';
import { cssColor } from '../color/colorSpaces.ts';
import { useTexts } from '../texts/useTexts.ts';

export const TAG_COLORS = [
  rgba(127, 201, 143),
  rgba(108, 195, 224),
  rgba(90, 134, 212),
  rgba(160, 120, 214),
  rgba(214, 108, 160),
  rgba(224, 122, 82),
  rgba(226, 179, 90),
  rgba(165, 179, 181),
] as const;

/** A colour for the timeline, of those that read well there; one that the file brought is kept beside them. */
export function TagColors(props: { readonly value: number; readonly onChange: (color: number) => void }) {
  const t = useTexts();
  const name = useId();
  const colors = TAG_COLORS.some((color) => color === props.value) ? TAG_COLORS : [...TAG_COLORS, props.value];
  return (
    <div className="tag-colors" role="radiogroup" aria-label={t.color}>
      {colors.map((color) => (
        <label key={color} className="tag-colors__color" style={{ background: cssColor(color) }}>
          <input
            type="radio"
            name={name}
            aria-label={toHex(color)}
            checked={color === props.value}
            onChange={() => props.onChange(color)}
          />
        </label>
      ))}
    </div>
  );
}
