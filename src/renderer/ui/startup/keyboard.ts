import { holdTool, setModifiers } from '../../editor/actions.ts';
import { runCommand } from '../../editor/commands.ts';
import type { Editor } from '../../editor/editor.ts';
import { commandFor, heldToolFor } from '../../editor/keys.ts';
import { nudge, nudgeFor } from '../../editor/nudge.ts';
import { cancelGesture } from '../../editor/pointer.ts';
import { activeDocument } from '../../editor/session.ts';
import { goToRegion } from './goToRegion.ts';
import { isForCommands, keyOwner } from './keyOwner.ts';

/** Keys all over the window become commands and held tools, unless a field or a dialog has its own use for them. */
export function listenToKeys(editor: Editor): void {
  addEventListener('keydown', (event) => {
    noteModifiers(editor, event);
    const act = actionOf(editor, event);
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  addEventListener('keyup', (event) => {
    noteModifiers(editor, event);
    if (event.code !== heldBy) return;
    // Alt that is let go of would take the focus to the menu bar.
    event.preventDefault();
    letGo(editor);
  });
  addEventListener('blur', () => {
    letGo(editor);
    editor.store.update((session) => setModifiers(session, { shift: false, alt: false, mod: false }));
  });
}

/** Notes which modifier keys are down; Shift pressed after Mod makes a line of what would have been a move. */
function noteModifiers(editor: Editor, { key, shiftKey: shift, altKey: alt, ctrlKey, metaKey }: KeyboardEvent): void {
  const mod = editor.store.get().environment.platform === 'darwin' ? metaKey : ctrlKey;
  editor.store.update((session) => setModifiers(session, { shift, alt, mod }));
  if (shift && key === 'Shift' && editor.store.get().heldTool === 'move') letGo(editor);
}

/** The key that put a tool in the hand; letting go of it takes the tool away. */
let heldBy: string | null = null;

function letGo({ store }: Editor): void {
  heldBy = null;
  store.update((session) => holdTool(session, null));
}

/** What a key press does here; undefined: nothing, and whoever has the focus gets it. */
function actionOf(editor: Editor, event: KeyboardEvent): (() => void) | undefined {
  const session = editor.store.get();
  const elsewhere = session.dialog !== null || session.studio !== null;
  if (isTaken(event) || event.isComposing || elsewhere) return undefined;
  // Enter may just have made a field give up the focus; the press is still the field's.
  const owner = keyOwner(event.target instanceof Element ? event.target : null);
  if (event.key === 'F6') return () => goToRegion(event.shiftKey ? -1 : 1);
  if (event.key === 'Escape' && owner !== 'canvas') return leaveControl;
  if (!isForCommands(owner, event)) return undefined;
  // Without a sprite there is no timeline to show, and Tab walks through the doors.
  if (event.key === 'Tab' && !event.ctrlKey && activeDocument(session) === undefined) return undefined;
  if (event.key === 'Escape' && activeDocument(session)?.gesture) return () => editor.store.update(cancelGesture);
  const way = nudgeFor(session, event);
  if (way) return () => editor.store.update((before) => nudge(before, way));
  const { platform } = session.environment;
  const command = commandFor(event, platform);
  // With nothing of our own to paste, the system's clipboard may hold a palette.
  if (command === 'paste' && session.clipboard === null) return undefined;
  if (command !== undefined) {
    return () => {
      // The Alt of a chord such as Alt+N is no longer the eyedropper.
      letGo(editor);
      runCommand(editor, command);
    };
  }
  const held = heldToolFor(event, platform, session.tool);
  if (held === undefined) return undefined;
  return () => {
    heldBy = event.code;
    editor.store.update((before) => holdTool(before, held));
  };
}

/** Whether somebody has acted on the press already. Alt alone is always prevented, so that no menu bar takes the focus. */
function isTaken({ key, defaultPrevented }: KeyboardEvent): boolean {
  return defaultPrevented && key !== 'Alt';
}

/** Esc gives the keys back to the canvas. */
function leaveControl(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
