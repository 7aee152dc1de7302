import { notify } from './actions.ts';
import type { Editor } from './editor.ts';
import { closeAll } from './files.ts';

/** Does what the user's wish to close the window calls for. */
export class WindowCloser {
  readonly #editor: Editor;
  /** Two wishes ask no question twice. */
  #isClosing = false;
  /** Ends the wait for files. */
  #goOn: (() => void) | null = null;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  /**
   * Finishes the files that are being written, so that what is saved by then is not asked about, asks about the rest, and
   * closes the window unless the user wants to stay. Who wishes it once more while files are written does not want to
   * wait for them.
   */
  async close(): Promise<void> {
    this.#goOn?.();
    if (this.#isClosing) return;
    this.#isClosing = true;
    try {
      await this.#finishFiles();
      if (await closeAll(this.#editor)) await this.#editor.requests.closeWindow();
    } finally {
      this.#isClosing = false;
    }
  }

  async #finishFiles(): Promise<void> {
    const { requests, store, writing } = this.#editor;
    if (writing.isEmpty) return;
    const { promise: hurried, resolve } = Promise.withResolvers<void>();
    this.#goOn = resolve;
    store.update((session) => notify(session, { tone: 'info', message: { code: 'stillWriting', name: '' } }));
    await requests.finishFiles();
    await Promise.race([writing.settled(), hurried]);
    this.#goOn = null;
  }
}
