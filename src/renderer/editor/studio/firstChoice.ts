import { spriteOf } from '../documents.ts';
import type { Editor } from '../editor.ts';
import type { InsertChoice } from './insertChoice.ts';
import { type StudioOpening, studioDocument } from './studioOpening.ts';

/** Where frames go until the artist says otherwise: into the sprite in front, or in the place of those cut again. */
export function firstChoice(editor: Editor, { name, recut, settings }: StudioOpening): InsertChoice {
  const document = studioDocument(editor.store.get());
  const common = { name, painted: 'keep' } as const;
  if (document === undefined) return { ...common, place: { kind: 'sprite' }, palette: 'replace' };
  const locked = settings.palette !== null;
  if (recut === null) return { ...common, place: { kind: 'layer' }, palette: locked ? 'lock' : 'merge' };
  // A sprite that is nothing but this clip has no other colours to keep.
  const alone = spriteOf(document).layers.length === 1;
  const palette = locked ? 'lock' : alone ? 'replace' : 'merge';
  return { ...common, place: { kind: 'recut', clip: recut }, palette };
}
