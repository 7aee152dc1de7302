import { type CSSProperties, type KeyboardEvent, memo } from 'react';
import { alpha, toHex } from '../../../shared/sprite/color.ts';
import type { Palette } from '../../../shared/sprite/sprite.ts';
import { cssColor, markOn } from '../color/colorSpaces.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import './Swatches.css';

type Pick = (index: number, which: 'foreground' | 'background') => void;
type Marks = 'foreground' | 'background' | 'both' | undefined;

/** The palette as a grid; arrow keys walk through it. */
export function Swatches(props: {
  readonly palette: Palette;
  /** The chosen entry; tells equal colours apart. */
  readonly entry: number | null;
  readonly onPick: Pick;
}) {
  const { palette, entry, onPick } = props;
  const t = useTexts();
  const foreground = useSession((session) => session.foreground);
  const background = useSession((session) => session.background);
  const { colors, names } = palette;
  const shown = entry !== null && colors[entry] === foreground ? entry : colors.indexOf(foreground);
  const shownBackground = colors.indexOf(background);
  if (colors.length === 0) return <p className="hint">{t.paletteEmpty}</p>;
  const entries = colors.map((color, index) => ({ index, color }));
  return (
    <fieldset className="swatches" onKeyDown={walk} onContextMenu={(event) => event.preventDefault()}>
      <legend className="visually-hidden">{t.palette}</legend>
      {entries.map(({ index, color }) => (
        <Swatch
          key={index}
          index={index}
          color={color}
          name={t.paletteEntry(index, names.get(index) ?? (alpha(color) === 0 ? t.paletteTransparent : toHex(color)))}
          marks={marksOf(index, shown, shownBackground)}
          reachable={index === Math.max(0, shown)}
          onPick={onPick}
        />
      ))}
    </fieldset>
  );
}

const Swatch = memo(function Swatch(props: {
  readonly index: number;
  readonly color: number;
  readonly name: string;
  readonly marks: Marks;
  /** By Tab; the others by arrow keys. */
  readonly reachable: boolean;
  readonly onPick: Pick;
}) {
  const { index, color, name, marks, reachable, onPick } = props;
  const style: CSSProperties & { '--swatch': string } = { '--swatch': cssColor(color), color: markOn(color) };
  return (
    <button
      type="button"
      className="swatches__swatch checkered"
      aria-label={name}
      aria-pressed={marks === 'foreground' || marks === 'both'}
      tabIndex={reachable ? 0 : -1}
      data-tip={name}
      data-marks={marks}
      style={style}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPick(index, 'foreground')}
      onContextMenu={() => onPick(index, 'background')}
    />
  );
});

function marksOf(index: number, foreground: number, background: number): Marks {
  if (index === foreground) return index === background ? 'both' : 'foreground';
  return index === background ? 'background' : undefined;
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const [first] = buttons;
  const { activeElement } = document;
  if (first === undefined || !(activeElement instanceof HTMLButtonElement)) return;
  const columns = buttons.filter(({ offsetTop }) => offsetTop === first.offsetTop).length;
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  buttons[buttons.indexOf(activeElement) + step]?.focus();
}
