import type { Recoverable } from '../../../shared/recovery.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { openDocument } from '../documents.ts';
import type { Editor } from '../editor.ts';
import { baseName } from '../fileNames.ts';
import { insertAwaited } from '../generations.ts';
import type { Session } from '../session.ts';

/** What is left of a kept sprite. */
export interface LeftSprite {
  readonly sprite: Sprite;
  /** All of it; otherwise the copy is damaged, and this is what could be read. */
  readonly whole: boolean;
}

/** Looks again what can be recovered, and shows it. */
export async function showRecoverables(editor: Editor): Promise<void> {
  const recoverables = await editor.requests.recoverables();
  editor.store.update((session) => ({ ...session, recoverables, dialog: { kind: 'recovery' } }));
}

/**
 * Reads a kept sprite.
 *
 * @throws FormatError when nothing in it can be read; RequestFailed when the file cannot be
 */
export async function readLeft({ requests, codecs }: Editor, { id }: Recoverable): Promise<LeftSprite> {
  const bytes = await requests.readRecoverable(id);
  try {
    return { sprite: await codecs.decodeAseprite(bytes), whole: true };
  } catch (error) {
    const left = await codecs.salvage(bytes).catch(() => null);
    if (left === null) throw error;
    return { sprite: left.sprite, whole: false };
  }
}

/**
 * Opens a kept sprite as the document that it was, changed and with nothing to undo. Save writes to the file that it had,
 * but not where that is gone or open in another tab, nor over a whole file what is left of a damaged copy.
 *
 * @param name What it is called where that is not known any more.
 */
export async function recover(editor: Editor, recoverable: Recoverable, name: string): Promise<void> {
  const { sprite, whole } = await readLeft(editor, recoverable);
  const { original } = recoverable;
  editor.store.update((session) => {
    const file = 'file' in original && whole && !isOpen(session, original.file.id) ? original.file : null;
    const known = recoverable.name === '' ? name : recoverable.name;
    // Not that the two were taken for one another.
    const apart = !whole || ('file' in original && file === null);
    const title = apart ? `${baseName(known)} (recovered).aseprite` : known;
    return openDocument(without(session, recoverable), {
      name: title,
      file: file?.id ?? null,
      sprite,
      saved: false,
      recovered: recoverable.id,
    });
  });
  insertAwaited(editor);
  const { active } = editor.store.get();
  if (active !== null) await editor.requests.adoptRecoverable(recoverable.id, active);
}

/** Opens all that can be read; what cannot stays in the list. */
export async function recoverAll(editor: Editor, name: string): Promise<void> {
  const failures: unknown[] = [];
  for (const each of editor.store.get().recoverables) {
    await recover(editor, each, name).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/** Removes a kept sprite for good. */
export async function discardLeft(editor: Editor, recoverable: Recoverable): Promise<void> {
  await editor.requests.discardRecoverable(recoverable.id);
  editor.store.update((session) => without(session, recoverable));
}

function isOpen({ documents }: Session, file: unknown): boolean {
  return documents.some((document) => document.file === file);
}

/** The dialog goes with the last of them. */
function without(session: Session, { id }: Recoverable): Session {
  const recoverables = session.recoverables.filter((each) => each.id !== id);
  const done = recoverables.length === 0 && session.dialog?.kind === 'recovery';
  return { ...session, recoverables, dialog: done ? null : session.dialog };
}
