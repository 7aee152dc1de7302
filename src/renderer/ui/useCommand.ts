import type { CommandId } from '../../shared/commands.ts';
import { isEnabled, runCommand } from '../editor/commands.ts';
import { shortcutText } from '../editor/keys.ts';
import { plainTitle, useMenuTexts } from './texts/useTexts.ts';
import { useEditor, useSession } from './useSession.ts';

/** What a button needs to stand for a command. */
export interface CommandButton {
  readonly label: string;
  /** As the platform writes it; undefined when the command has no key. */
  readonly shortcut: string | undefined;
  readonly disabled: boolean;
  readonly onPress: () => void;
}

export function useCommand(id: CommandId): CommandButton {
  const editor = useEditor();
  const texts = useMenuTexts();
  const platform = useSession((session) => session.environment.platform);
  const enabled = useSession((session) => isEnabled(session, id));
  return {
    label: plainTitle(texts.commands[id]),
    shortcut: shortcutText(id, platform) || undefined,
    disabled: !enabled,
    onPress: () => void runCommand(editor, id),
  };
}
