import { NumberField } from '../controls/NumberField.tsx';
import { useTexts } from '../texts/useTexts.ts';

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** Width and height in pixels. */
export function SizeFields(props: {
  readonly size: PixelSize;
  readonly most: number;
  readonly onChange: (size: PixelSize) => void;
}) {
  const { size, most, onChange } = props;
  const t = useTexts();
  return (
    <div className="size-fields">
      <NumberField
        wide
        label={t.width}
        value={size.width}
        least={1}
        most={most}
        onChange={(width) => onChange({ ...size, width })}
      />
      <span className="hint">×</span>
      <NumberField
        wide
        label={t.height}
        value={size.height}
        least={1}
        most={most}
        onChange={(height) => onChange({ ...size, height })}
      />
      <span className="hint">{t.pixels}</span>
    </div>
  );
}
