import { ArrowLeftRight, Columns2, Eye } from 'lucide-react';
import {
  OVERLAYS,
  type Overlay,
  SIDES,
  type Side,
  showSide,
  swapSides,
  withLook,
} from '../../editor/studio/studioState.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { Busy } from './Busy.tsx';
import { useStudio, useStudioState } from './useStudio.ts';

/** Over the frames: how far they are, the two takes, and what is shown on top. */
export function ResultHead() {
  const t = useTexts();
  const { update } = useStudio();
  const side = useStudioState((state) => state.side);
  const look = useStudioState((state) => state.look);
  const compared = useStudioState((state) => state.compared);
  return (
    <header className="pane__head">
      <h2>{t.studioFrames}</h2>
      <Busy />
      <span className="pane__space" />
      <fieldset className="takes" aria-label={t.studioSides}>
        <Segmented<Side>
          label={t.studioSides}
          value={side}
          choices={SIDES.map((value) => ({
            value,
            label: value.toUpperCase(),
            name: value === 'a' ? t.studioSideA : t.studioSideB,
            tip: value === 'a' ? t.studioSideA : t.studioSideB,
          }))}
          onChange={(next) => update((state) => showSide(state, next))}
        />
        <button
          type="button"
          className="icon-button takes__peek"
          aria-label={t.studioPeek}
          data-tip={t.studioPeek}
          data-tip-keys="C"
          disabled={!compared}
          onPointerDown={() => update((state) => ({ ...state, peek: true }))}
          onPointerUp={() => update((state) => ({ ...state, peek: false }))}
          onPointerLeave={() => update((state) => (state.peek ? { ...state, peek: false } : state))}
        >
          <Eye size={16} strokeWidth={1.6} absoluteStrokeWidth aria-hidden="true" />
        </button>
        <IconButton icon={ArrowLeftRight} label={t.studioSwap} disabled={!compared} onPress={() => update(swapSides)} />
        <IconButton
          icon={Columns2}
          label={t.studioBeside}
          shortcut="Shift+C"
          pressed={look.beside}
          disabled={!compared}
          onPress={() => update((state) => withLook(state, { beside: !state.look.beside }))}
        />
      </fieldset>
      <span className="pane__overlay">
        <SelectField<Overlay>
          label={t.studioOverlay}
          value={look.overlay}
          choices={OVERLAYS.map((value) => ({ value, label: t.overlayNames[value] }))}
          onChange={(overlay) => update((state) => withLook(state, { overlay }))}
        />
      </span>
    </header>
  );
}
