import { useState } from 'react';
import { shortcutText } from '../../editor/keys.ts';
import { plainTitle, useMenuTexts, useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { commandGroups } from './commandGroups.ts';
import { fuzzyScore } from './fuzzy.ts';
import { Modal } from './Modal.tsx';
import './CommandPalette.css';

interface Row {
  readonly title: string;
  readonly keys: string;
}

/** Every key there is, by menu. */
export function ShortcutsDialog() {
  const t = useTexts();
  const [query, setQuery] = useState('');
  const groups = useShortcuts();
  return (
    <Modal title={t.shortcutsTitle} size="large">
      <input
        className="text-field"
        aria-label={t.shortcutsFilter}
        placeholder={t.shortcutsFilter}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div className="shortcuts__list">
        {groups.map(({ title, rows }) => (
          <Group key={title} title={title} rows={rows.filter((row) => fuzzyScore(query, row.title) !== undefined)} />
        ))}
      </div>
    </Modal>
  );
}

function Group({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className="shortcuts__group">{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.title} className="shortcuts__row">
            <dt>{row.title}</dt>
            <dd className="shortcuts__keys">{row.keys}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useShortcuts(): readonly { readonly title: string; readonly rows: readonly Row[] }[] {
  const t = useTexts();
  const titles = useMenuTexts();
  const platform = useSession((session) => session.environment.platform);
  const ofCommands = commandGroups().map(({ menu, ids }) => ({
    title: menu === undefined ? t.shortcutsTools : titles.menus[menu],
    rows: ids
      .map((id) => ({ title: plainTitle(titles.commands[id]), keys: shortcutText(id, platform) }))
      .filter(({ keys }) => keys !== ''),
  }));
  const ofWindow = {
    title: t.shortcutsWindow,
    rows: [
      { title: t.shortcutsHoldHand, keys: 'Space' },
      { title: t.shortcutsHoldPick, keys: platform === 'darwin' ? '⌥' : 'Alt' },
      { title: t.shortcutsRegion, keys: 'F6' },
      { title: t.shortcutsPreviousRegion, keys: platform === 'darwin' ? '⇧F6' : 'Shift+F6' },
      { title: t.shortcutsCanvas, keys: 'Esc' },
    ],
  };
  return [...ofCommands, ofWindow];
}
