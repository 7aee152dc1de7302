import { toHex } from '../../../shared/sprite/color.ts';
import { COVERED, EDGE, HEAT, OFF_PALETTE, UNCOVERED } from '../../editor/studio/overlayPixels.ts';
import { shownTake } from '../../editor/studio/studioState.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useStudioState } from './useStudio.ts';

/** What the colours over the frames mean. */
export function OverlayLegend() {
  const t = useTexts();
  const overlay = useStudioState((state) => state.look.overlay);
  const matted = useStudioState((state) => (shownTake(state).cut?.overlays.coverage.length ?? 0) > 0);
  if (overlay === 'none') return null;
  const marks: readonly (readonly [string, string])[] = {
    flicker: [
      [gradient(HEAT), t.legendRarely],
      ['', t.legendOften],
    ] as const,
    offPalette: [[toHex(OFF_PALETTE), t.legendFar]] as const,
    edge: [
      [`${toHex(EDGE)}55`, t.legendBorder],
      [toHex(EDGE), t.legendTouches],
    ] as const,
    coverage: matted
      ? ([
          [toHex(COVERED), t.legendSubject],
          [toHex(UNCOVERED), t.legendBackground],
        ] as const)
      : ([] as const),
  }[overlay];
  return (
    <div className="legend" role="note">
      {marks.map(([color, word]) => (
        <span key={word} className="legend__mark">
          {color !== '' && (
            <span className="legend__color" data-wide={overlay === 'flicker'} style={{ background: color }} />
          )}
          {word}
        </span>
      ))}
      <span className="hint">{overlay === 'coverage' && !matted ? t.legendNoMatte : t.overlayHints[overlay]}</span>
    </div>
  );
}

function gradient(colors: readonly number[]): string {
  return `linear-gradient(90deg, ${colors.map(toHex).join(', ')})`;
}
