/** What has the focus, as far as keys are concerned. */
export type KeyOwner = 'text' | 'control' | 'canvas';

const TEXT_TYPES = new Set(['text', 'number', 'email', 'password', 'search', 'url', '']);

/** Who a key press belongs to when `target` has the focus. */
export function keyOwner(target: Element | null): KeyOwner {
  if (target === null) return 'canvas';
  const name = target.tagName.toLowerCase();
  if (name === 'textarea' || target.getAttribute('contenteditable') === 'true') return 'text';
  if (name === 'input') return TEXT_TYPES.has(target.getAttribute('type') ?? '') ? 'text' : 'control';
  if (name === 'select' || name === 'button' || name === 'a' || name === 'summary' || name === 'hr') return 'control';
  return target.hasAttribute('tabindex') && target.hasAttribute('role') ? 'control' : 'canvas';
}

const CONTROL_KEYS = new Set([
  'Enter',
  ' ',
  'Tab',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);
/** With Ctrl or Cmd these are the text field's: select all, copy, paste, cut, undo, redo, and walking by words. */
const TEXT_KEYS = new Set([
  'a',
  'c',
  'r',
  'v',
  'x',
  'y',
  'z',
  'enter',
  'insert',
  'backspace',
  'delete',
  'home',
  'end',
  ' ',
]);

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Whether a key press may be a command, or is the focused control's own. */
export function isForCommands(owner: KeyOwner, { key, ctrlKey, metaKey, altKey }: Press): boolean {
  const mod = ctrlKey || metaKey;
  if (owner === 'canvas') return true;
  if (owner === 'control') return mod || altKey || !CONTROL_KEYS.has(key);
  if (/^F\d+$/.test(key)) return true;
  if (!mod || key.startsWith('Arrow')) return false;
  return key === ' ' || !TEXT_KEYS.has(key.toLowerCase());
}
