import { useState } from 'react';
import { setEntry } from '../../shared/sprite/edits/paletteEdits.ts';
import { nearestEntry } from '../../shared/sprite/palette.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import { setBackground, setForeground } from '../editor/actions.ts';
import { edit } from '../editor/documents.ts';
import { ColorPanel } from './color/ColorPanel.tsx';
import { type PaletteMode, PalettePanel } from './palette/PalettePanel.tsx';
import { useSession, useUpdate } from './useSession.ts';

type Which = 'foreground' | 'background';

/** Palette and colour, which work hand in hand: one picks what the other mixes. */
export function ColorPanels({ sprite }: { readonly sprite: Sprite }) {
  const update = useUpdate();
  const [mode, setMode] = useState<PaletteMode>({ entry: null, editing: false, locked: false });
  const [which, setWhich] = useState<Which>('foreground');
  const color = useSession((session) => session[which]);
  const { palette } = sprite;
  const hold = (next: number, into: Which) =>
    update((session) => (into === 'foreground' ? setForeground(session, next) : setBackground(session, next)));
  const mix = (next: number) => {
    const nearest = palette.colors[nearestEntry(palette.colors, next)] ?? next;
    hold(mode.locked ? nearest : next, which);
  };
  const commit = () => {
    const { entry, editing } = mode;
    if (!editing || entry === null || entry >= palette.colors.length || which !== 'foreground') return;
    update((session) => edit(session, 'palette', setEntry(entry, session.foreground)));
  };
  const pick = (index: number, into: Which) => {
    hold(palette.colors[index] ?? 0, into);
    setWhich(into);
    if (into === 'foreground') setMode({ ...mode, entry: index });
  };
  return (
    <>
      <PalettePanel
        sprite={sprite}
        palette={palette}
        mode={mode}
        onMode={(change) => setMode({ ...mode, ...change })}
        onPick={pick}
      />
      <ColorPanel color={color} which={which} onWhich={setWhich} onChange={mix} onCommit={commit} />
    </>
  );
}
