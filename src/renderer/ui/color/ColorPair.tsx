import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import { fromHex, toHex } from '../../../shared/sprite/color.ts';
import { swapColors } from '../../editor/actions.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
import { useSession, useUpdate } from '../useSession.ts';
import type { ColorPanelProps } from './ColorPanel.tsx';
import { cssColor } from './colorSpaces.ts';

/** Foreground and background, which of them is being mixed, and it in hex. */
export function ColorPair({ color, which, onWhich, onChange, onCommit }: ColorPanelProps) {
  const t = useTexts();
  const update = useUpdate();
  const foreground = useSession((session) => session.foreground);
  const background = useSession((session) => session.background);
  const swap = useCommand('swapColors');
  const swatch = (id: 'foreground' | 'background', value: number) => (
    <button
      type="button"
      className="color-pair__swatch checkered"
      aria-label={`${t[id]} ${toHex(value)}`}
      aria-pressed={which === id}
      data-tip={t[id]}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onWhich(id)}
    >
      <span className="color-pair__color" style={{ background: cssColor(value) }} />
    </button>
  );
  return (
    <div className="color-pair">
      {swatch('foreground', foreground)}
      {swatch('background', background)}
      <IconButton
        icon={ArrowLeftRight}
        label={t.swapColors}
        shortcut={swap.shortcut}
        onPress={() => update(swapColors)}
      />
      <HexField key={which} color={color} onChange={onChange} onCommit={onCommit} />
    </div>
  );
}

function HexField({ color, onChange, onCommit }: Pick<ColorPanelProps, 'color' | 'onChange' | 'onCommit'>) {
  const t = useTexts();
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string) => {
    setDraft(text);
    const typed = fromHex(text);
    if (typed !== undefined) onChange(typed);
  };
  return (
    <input
      className="text-field color-pair__hex"
      aria-label={t.hexField}
      aria-invalid={draft !== null && fromHex(draft) === undefined}
      value={draft ?? toHex(color)}
      spellCheck={false}
      maxLength={9}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => {
        setDraft(null);
        onCommit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
