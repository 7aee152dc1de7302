import { NumberField } from './NumberField.tsx';
import './LabeledNumber.css';

/** A number under a word of its own, for rows of several. */
export function LabeledNumber(props: {
  readonly label: string;
  /** The word above it, where the label is longer. */
  readonly word?: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, word = label, ...field } = props;
  return (
    <span className="labeled-number">
      <span className="hint" aria-hidden="true">
        {word}
      </span>
      <NumberField wide label={label} tip={word === label ? undefined : label} {...field} />
    </span>
  );
}
