import type { KeyCombination } from './messages.ts';

/**
 * Electron has no shortcuts, context menu or drop handling of its own, Chromium's windows do. These listeners take
 * them away, and give keys that the page leaves alone to the application menu. Runs in the page (see codec.ts).
 */
export function takeBrowserHabitsAway(
  accelerators: () => readonly KeyCombination[],
  press: (index: number) => void,
): void {
  afterPage('contextmenu', (event) => event.preventDefault());
  afterPage('dragover', (event) => {
    if (event.defaultPrevented || !(event instanceof DragEvent) || event.dataTransfer === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  });
  afterPage('keydown', (event) => {
    if (event.defaultPrevented || !(event instanceof KeyboardEvent)) return;
    const index = accelerators().findIndex((combination) => isPressed(combination, event));
    if (index >= 0) press(index);
    if (index >= 0 || isBrowserShortcut(event)) event.preventDefault();
  });
}

/** Calls the listener when the page's own ones have had the event, even if they stop its way. */
export function afterPage(type: string, listener: (event: Event) => void): void {
  addEventListener(
    type,
    (event) => {
      let done = false;
      const last = () => {
        if (!done) listener(event);
        done = true;
      };
      // A listener added now stands behind all that the page has added to window.
      addEventListener(type, last, { once: true });
      setTimeout(() => {
        removeEventListener(type, last);
        last();
      });
    },
    { capture: true },
  );
}

export function isPressed(combination: KeyCombination, event: KeyboardEvent): boolean {
  return (
    combination.control === event.ctrlKey &&
    combination.shift === event.shiftKey &&
    combination.alt === event.altKey &&
    combination.meta === event.metaKey &&
    (combination.key === event.key.toLowerCase() || (combination.code !== '' && combination.code === event.code))
  );
}

/** What Chromium itself does at a key in its windows, editing apart. */
export function isBrowserShortcut(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (/^f\d+$/.test(key)) return true;
  if (event.altKey && !event.ctrlKey) return ['arrowleft', 'arrowright', 'home', 'd', 'e', 'f'].includes(key);
  return (event.ctrlKey || event.metaKey) && 'defghjklmnoprstuw+-=0123456789'.includes(key);
}
