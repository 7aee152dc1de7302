import { useId } from 'react';

export interface Choice<Value extends string | number> {
  readonly value: Value;
  readonly label: string;
  /** What it is called where the label is only a sign. */
  readonly name?: string;
  readonly tip?: string;
}

/** One of a few values, all of them in sight. */
export function Segmented<Value extends string | number>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <div className="segmented" role="radiogroup" aria-label={props.label}>
      {props.choices.map(({ value, label, name: spoken, tip }) => (
        <label key={value} className="segmented__option" data-tip={tip}>
          <input
            type="radio"
            name={name}
            aria-label={spoken}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
