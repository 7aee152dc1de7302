import type { LucideIcon } from 'lucide-react';

/** A button that shows only an icon; its name and shortcut appear as a tooltip. The mouse leaves the focus where it was. */
export function IconButton(props: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly large?: boolean;
  readonly side?: 'right' | 'below';
  readonly onPress: () => void;
}) {
  const { icon: Icon, label, shortcut, pressed, disabled, large = false, side = 'below', onPress } = props;
  return (
    <button
      type="button"
      className={large ? 'icon-button icon-button--large' : 'icon-button'}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabled}
      disabled={disabled}
      data-tip={label}
      data-tip-keys={shortcut}
      data-tip-side={side}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <Icon size={large ? 18 : 16} strokeWidth={1.6} absoluteStrokeWidth aria-hidden="true" />
    </button>
  );
}
