import type { CSSProperties } from 'react';

/** A value along a track; `track` is a CSS picture of what each place means. */
export function Slider(props: {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step?: number;
  readonly track?: string;
  readonly onChange: (value: number) => void;
  /** The thumb was let go of. */
  readonly onCommit?: () => void;
}) {
  const style: CSSProperties & { '--track'?: string } = props.track === undefined ? {} : { '--track': props.track };
  return (
    <input
      type="range"
      className="slider"
      style={style}
      aria-label={props.label}
      min={props.least}
      max={props.most}
      step={props.step ?? 1}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.valueAsNumber)}
      onPointerUp={props.onCommit}
      onKeyUp={props.onCommit}
    />
  );
}
