import { type KeyboardEvent, memo } from 'react';
import { alpha, toHex } from '../../../shared/sprite/color.ts';
import type { Palette } from '../../../shared/sprite/sprite.ts';
import { cssColor, markOn } from '../color/colorSpaces.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import './Swatches.css';

/** The palette as a grid; arrow keys walk through it. */
export const Swatches = memo(function Swatches(props: {
  readonly palette: Palette;
  readonly entry: number | null;
  readonly onPick: (index: number, which: 'foreground' | 'background') => void;
}) {
  const { palette, entry, onPick } = props;
  const t = useTexts();
  const foreground = useSession((session) => session.foreground);
  const background = useSession((session) => session.background);
  const shownEntry = entry !== null && palette.colors[entry] === foreground ? entry : palette.colors.indexOf(foreground);
  const shownBackground = palette.colors.indexOf(background);
  if (palette.colors.length === 0) return <p className="hint">{t.paletteEmpty}</p>;
  return (
    <fieldset className="swatches" onKeyDown={walk} onContextMenu={(event) => event.preventDefault()}>
      <legend className="visually-hidden">{t.palette}</legend>
      {palette.colors.map((color, index) => {
        const name = palette.names.get(index) ?? (alpha(color) === 0 ? t.paletteTransparent : toHex(color));
        return (
          <button
            key={`entry ${index}`}
            type="button"
            className="swatches__swatch checkered"
            aria-label={t.paletteEntry(index, name)}
            aria-pressed={index === shownEntry}
            tabIndex={index === Math.max(0, shownEntry) ? 0 : -1}
            data-tip={t.paletteEntry(index, name)}
            data-marks={marksOf(index, shownEntry, shownBackground)}
            style={{ '--swatch': cssColor(color), color: markOn(color) } as Record<string, string>}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(index, 'foreground')}
            onContextMenu={() => onPick(index, 'background')}
          />
        );
      })}
    </fieldset>
  );
});

function marksOf(index: number, foreground: number, background: number): string | undefined {
  if (index === foreground) return index === background ? 'both' : 'foreground';
  return index === background ? 'background' : undefined;
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const [first, ...others] = buttons;
  if (at < 0 || first === undefined) return;
  const below = others.findIndex((button) => button.offsetTop > first.offsetTop) + 1 || buttons.length;
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -below, ArrowDown: below };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  buttons[at + step]?.focus();
}
