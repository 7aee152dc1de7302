/** One of many values. */
export function SelectField<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}) {
  const choose = (text: string) => {
    const choice = props.choices.find(({ value }) => value === text);
    if (choice !== undefined) props.onChange(choice.value);
  };
  return (
    <select
      className="text-field"
      aria-label={props.label}
      value={props.value}
      disabled={props.disabled}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {props.choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
