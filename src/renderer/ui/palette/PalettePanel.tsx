import { Lock, LockOpen, Plus, SquarePen, Trash2 } from 'lucide-react';
import { addColors, setPalette } from '../../../shared/sprite/edits/paletteEdits.ts';
import type { Palette, Sprite } from '../../../shared/sprite/sprite.ts';
import { edit } from '../../editor/documents.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Section } from '../controls/Section.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { Swatches } from './Swatches.tsx';

export interface PaletteMode {
  /** The chosen entry. */
  readonly entry: number | null;
  /** Mixing a colour changes the chosen entry. */
  readonly editing: boolean;
  /** Mixed colours become the nearest ones of the palette. */
  readonly locked: boolean;
}

/** The sprite's colours: left click for the foreground, right click for the background. */
export function PalettePanel(props: {
  readonly sprite: Sprite;
  readonly palette: Palette;
  readonly mode: PaletteMode;
  readonly onMode: (change: Partial<PaletteMode>) => void;
  readonly onPick: (index: number, which: 'foreground' | 'background') => void;
}) {
  const { sprite, palette, mode, onMode, onPick } = props;
  const t = useTexts();
  const update = useUpdate();
  const foreground = useSession((session) => session.foreground);
  // Taking an entry out moves all that follow: the pixels of an indexed sprite would change their colours.
  const indexed = sprite.colorMode === 'indexed';
  const removable = mode.entry !== null && palette.colors.length > 1 && !indexed;
  const remove = () => {
    if (mode.entry === null) return;
    const colors = palette.colors.toSpliced(mode.entry, 1);
    update((session) => edit(session, 'palette', setPalette({ ...palette, colors })));
    onMode({ entry: null });
  };
  const tools = (
    <>
      <IconButton
        icon={Plus}
        label={t.paletteAdd}
        disabled={palette.colors.includes(foreground) || palette.colors.length >= 256}
        onPress={() => update((session) => edit(session, 'palette', addColors([foreground])))}
      />
      <IconButton
        icon={Trash2}
        label={indexed ? t.paletteIndexed : t.paletteRemove}
        disabled={!removable}
        onPress={remove}
      />
      <IconButton
        icon={SquarePen}
        label={t.paletteEdit}
        pressed={mode.editing}
        onPress={() => onMode({ editing: !mode.editing, locked: false })}
      />
      <IconButton
        icon={mode.locked ? Lock : LockOpen}
        label={t.paletteLock}
        pressed={mode.locked}
        onPress={() => onMode({ locked: !mode.locked, editing: false })}
      />
    </>
  );
  return (
    <Section title={t.palette} tools={tools}>
      <Swatches palette={palette} entry={mode.entry} onPick={onPick} />
    </Section>
  );
}
