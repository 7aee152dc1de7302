/** A window as far as closing it goes. */
export interface Closable {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  destroy(): void;
  isDestroyed(): boolean;
}

export interface Closing {
  /** The page's word that nothing is left to save. */
  close(): void;
  /** The page said whether it holds changes that no file has. */
  note(unsaved: boolean): void;
  /** The page is at work on the wish: it asks the user something, or writes files, and will answer or not. */
  heard(): void;
  /** `stuck`: the page answers nothing; `gone`: it crashed. */
  setPage(state: 'well' | 'stuck' | 'gone'): void;
}

/** How long a page may take to answer when it has nothing to save, in milliseconds. */
const PATIENCE = 4000;

/**
 * Lets the page decide when its window closes, because the page alone knows what is unsaved: the user's wish goes
 * there, and its answer comes back as `close`. A page that is gone is closed at once. One that does not answer is
 * closed after a while if it has nothing to lose, and otherwise as the user says.
 *
 * @param askPage Tells the page of the wish.
 * @param acceptLoss Asks the user whether to close although changes are lost.
 */
export function guardClosing(
  window: Closable,
  askPage: () => void,
  acceptLoss: () => Promise<boolean>,
  patience = PATIENCE,
): Closing {
  let unsaved = false;
  let page: 'well' | 'stuck' | 'gone' = 'well';
  let waiting: NodeJS.Timeout | undefined;

  function close(): void {
    clearTimeout(waiting);
    if (!window.isDestroyed()) window.destroy();
  }

  window.on('close', (event) => {
    if (page === 'gone') return;
    event.preventDefault();
    clearTimeout(waiting);
    if (page === 'stuck' && unsaved) {
      void acceptLoss().then((accepted) => accepted && close());
      return;
    }
    askPage();
    waiting = setTimeout(() => {
      if (!unsaved) close();
    }, patience);
  });

  return {
    close,
    note(now) {
      unsaved = now;
    },
    heard: () => clearTimeout(waiting),
    setPage(now) {
      page = now;
    },
  };
}
