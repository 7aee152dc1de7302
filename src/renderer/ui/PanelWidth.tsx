import { useTexts } from './texts/useTexts.ts';

const LEAST = 264;
const MOST = 480;

/** The edge between canvas and side panel, to be dragged or moved with the arrow keys. */
export function PanelWidth({
  width,
  onChange,
}: {
  readonly width: number;
  readonly onChange: (width: number) => void;
}) {
  const t = useTexts();
  const set = (wanted: number) => onChange(Math.round(Math.min(MOST, Math.max(LEAST, wanted))));
  return (
    <hr
      className="panel-width"
      tabIndex={0}
      aria-label={t.resizePanels}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) set(innerWidth - event.clientX);
      }}
      onKeyDown={(event) => {
        const step = { ArrowLeft: 16, ArrowRight: -16 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        set(width + step);
      }}
    />
  );
}
