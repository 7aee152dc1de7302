import { showDialog } from '../../editor/actions.ts';
import type { Editor } from '../../editor/editor.ts';
import { paletteInText } from '../../editor/import/palettes.ts';
import { keyOwner } from '../startup/keyOwner.ts';

/** Text with colours in it that is pasted or dropped on the window is offered as a palette. */
export function listenToText(editor: Editor): void {
  const offer = (text: string, event: Event) => {
    if (editor.store.get().dialog !== null || text.trim() === '') return;
    const palette = paletteInText(text);
    if (palette === undefined) return;
    event.preventDefault();
    editor.store.update((session) => showDialog(session, { kind: 'palette', name: '', palette }));
  };
  addEventListener('paste', (event) => {
    if (keyOwner(document.activeElement) !== 'text') offer(event.clipboardData?.getData('text/plain') ?? '', event);
  });
  addEventListener('dragover', (event) => {
    if (holdsText(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    if (holdsText(event)) offer(event.dataTransfer?.getData('text/plain') ?? '', event);
  });
}

/** Text, dropped on what is no text field: those take it themselves. */
function holdsText({ dataTransfer, target }: DragEvent): boolean {
  const types = dataTransfer?.types ?? [];
  const field = target instanceof Element && keyOwner(target) === 'text';
  return !field && types.includes('text/plain') && !types.includes('Files');
}
