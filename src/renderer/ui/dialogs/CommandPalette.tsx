import { type KeyboardEvent, useId, useState } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import { isEnabled, runCommand } from '../../editor/commands.ts';
import { shortcutText } from '../../editor/keys.ts';
import { plainTitle, useMenuTexts, useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import { COMMAND_IDS, menuOf } from './commandGroups.ts';
import { fuzzyFilter } from './fuzzy.ts';
import { useCloseDialog, useShownModal } from './Modal.tsx';
import './CommandPalette.css';

/** Every command by its name: type, choose with the arrows, Enter. */
export function CommandPalette() {
  const t = useTexts();
  const titles = useMenuTexts();
  const editor = useEditor();
  const close = useCloseDialog();
  const dialog = useShownModal();
  const list = useId();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = fuzzyFilter(query, COMMAND_IDS, (id) => plainTitle(titles.commands[id]));
  const at = Math.min(chosen, found.length - 1);
  const run = (id: CommandId | undefined) => {
    if (id === undefined || !isEnabled(editor.store.get(), id)) return;
    close();
    runCommand(editor, id);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setChosen(Math.max(0, Math.min(found.length - 1, at + step)));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className="modal modal--large command-palette"
      aria-label={t.commandPaletteTitle}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
      onKeyDown={onKey}
    >
      <div className="command-palette__frame modal__body">
        <input
          className="text-field command-palette__query"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={found[at] && `${list}-${found[at]}`}
          aria-label={t.commandPaletteHint}
          placeholder={t.commandPaletteHint}
          value={query}
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
          }}
        />
        <div id={list} className="command-palette__list" role="listbox" aria-label={t.commandPaletteTitle}>
          {found.map((id, index) => (
            <CommandRow
              key={id}
              id={id}
              elementId={`${list}-${id}`}
              chosen={index === at}
              onPoint={() => setChosen(index)}
              onRun={() => run(id)}
            />
          ))}
          {found.length === 0 && <p className="hint">{t.commandPaletteNone}</p>}
        </div>
      </div>
    </dialog>
  );
}

function CommandRow(props: {
  readonly id: CommandId;
  readonly elementId: string;
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}) {
  const { id, elementId, chosen, onPoint, onRun } = props;
  const titles = useMenuTexts();
  const platform = useSession((session) => session.environment.platform);
  const enabled = useSession((session) => isEnabled(session, id));
  const menu = menuOf(id);
  return (
    <button
      type="button"
      id={elementId}
      ref={(element) => {
        if (chosen) element?.scrollIntoView({ block: 'nearest' });
      }}
      className="command-palette__row"
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-disabled={!enabled}
      onPointerMove={onPoint}
      onClick={onRun}
    >
      <span className="command-palette__title">{plainTitle(titles.commands[id])}</span>
      {menu && <span className="hint">{titles.menus[menu]}</span>}
      <kbd className="command-palette__keys">{shortcutText(id, platform)}</kbd>
    </button>
  );
}
