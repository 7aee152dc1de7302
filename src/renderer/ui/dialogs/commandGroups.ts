import { COMMANDS, type CommandId, MENUS, type MenuName } from '../../../shared/commands.ts';
import { isCommand } from '../../editor/keys.ts';

export const COMMAND_IDS: readonly CommandId[] = Object.keys(COMMANDS).filter(isCommand);

/** The menu that a command stands in; the tools and what else has only a key have none. */
export function menuOf(id: CommandId): MenuName | undefined {
  const command = COMMANDS[id];
  return 'menu' in command ? command.menu?.in : undefined;
}

/** The commands by menu, and last those that stand in none. */
export function commandGroups(): readonly {
  readonly menu: MenuName | undefined;
  readonly ids: readonly CommandId[];
}[] {
  return [...MENUS, undefined].map((menu) => ({ menu, ids: COMMAND_IDS.filter((id) => menuOf(id) === menu) }));
}
