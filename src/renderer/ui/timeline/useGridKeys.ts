import type { KeyboardEvent } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import { runCommand } from '../../editor/commands.ts';
import { useEditor } from '../useSession.ts';

const KEYS: Readonly<Record<string, CommandId>> = {
  ArrowLeft: 'previousFrame',
  ArrowRight: 'nextFrame',
  ArrowUp: 'layerUp',
  ArrowDown: 'layerDown',
  Home: 'firstFrame',
  End: 'lastFrame',
  Enter: 'play',
};

/** Keys that the window leaves to the control with the focus; in the grid they do what they do on the canvas. */
export function useGridKeys() {
  const editor = useEditor();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const command = KEYS[event.key];
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (command === undefined || modified || event.target !== event.currentTarget) return;
    event.preventDefault();
    event.stopPropagation();
    runCommand(editor, command);
  };
  return { onKeyDown };
}
