import { useState } from 'react';

/**
 * A number within bounds. What is typed counts as soon as it is a number within them; on leaving the field the text
 * becomes the value again.
 */
export function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step?: number;
  readonly wide?: boolean;
  /** What it is, for those who hover over it. */
  readonly tip?: string | undefined;
  readonly onChange: (value: number) => void;
  /** The field was left, or Enter pressed. */
  readonly onCommit?: () => void;
}) {
  const { label, value, least, most, step = 1, wide = false, tip, onChange, onCommit } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string) => {
    setDraft(text);
    const number = Number(text);
    if (text.trim() !== '' && number >= least && number <= most) onChange(number);
  };
  const leave = () => {
    setDraft(null);
    onCommit?.();
  };
  const invalid = draft !== null && !(draft.trim() !== '' && Number(draft) >= least && Number(draft) <= most);
  return (
    <input
      type="number"
      className="text-field number-field"
      style={wide ? { width: 72 } : undefined}
      aria-label={label}
      aria-invalid={invalid}
      data-tip={invalid ? `${least} – ${most}` : tip}
      value={draft ?? String(value)}
      min={least}
      max={most}
      step={step}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.currentTarget.form === null) event.currentTarget.blur();
      }}
    />
  );
}
