import { shortcutText } from '../../src/renderer/editor/keys.ts';
import { commandGroups } from '../../src/renderer/ui/dialogs/commandGroups.ts';
import type { CommandId } from '../../src/shared/commands.ts';
import { MENU_TEXTS } from '../../src/shared/menuTexts.ts';

type Language = keyof typeof MENU_TEXTS;

const WORDS = {
  en: { tools: 'Tools and colours', head: '| command | Windows, Linux | macOS |' },
  ko: { tools: '도구와 색', head: '| 명령 | Windows, Linux | macOS |' },
} as const;

/** Every command that has a key, by menu, as tables in Markdown. */
export function shortcutTables(language: Language): string {
  const tables = commandGroups().map(({ menu, ids }) => {
    const title = menu === undefined ? WORDS[language].tools : MENU_TEXTS[language].menus[menu];
    const rows = ids.filter((id) => shortcutText(id, 'linux') !== '').map((id) => row(id, language));
    return `**${title}**\n\n${[WORDS[language].head, '|---|---|---|', ...rows].join('\n')}\n`;
  });
  return tables.join('\n');
}

function row(id: CommandId, language: Language): string {
  const title = MENU_TEXTS[language].commands[id].replace(/…$/, '');
  return `| ${title} | ${keys(id, 'linux')} | ${keys(id, 'darwin')} |`;
}

function keys(id: CommandId, platform: 'linux' | 'darwin'): string {
  return `<kbd>${shortcutText(id, platform)}</kbd>`;
}

const BEGIN = '<!-- shortcuts: made by "node scripts/run.mjs guide" -->';
const END = '<!-- /shortcuts -->';

/** The guide with its tables made anew. Throws when it has no place for them. */
export function withShortcuts(guide: string, language: Language): string {
  const begin = guide.indexOf(BEGIN);
  const end = guide.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`The guide needs the lines ${BEGIN} and ${END}.`);
  return `${guide.slice(0, begin)}${BEGIN}\n\n${shortcutTables(language)}\n${guide.slice(end)}`;
}
