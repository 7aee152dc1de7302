/**
 * The pages of the host's own dialogs, which stand in for the system's. They answer by the binding `hostAnswer`. Run in
 * the page (see codec.ts).
 */
export interface MessagePage {
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly defaultId: number;
  readonly cancelId: number;
}

export interface FilePage {
  readonly title: string;
  readonly button: string;
  readonly kind: 'open' | 'save' | 'folder';
  readonly several: boolean;
  /** Suggested file name, for saving. */
  readonly name: string;
}

/** A folder as the host lists it. */
export interface FolderList {
  readonly folder: string;
  readonly entries: readonly { readonly name: string; readonly isFolder: boolean }[];
  /** Why it cannot be listed; empty when it can. */
  readonly problem: string;
}

export type DialogAnswer =
  | { readonly kind: 'button'; readonly index: number }
  | { readonly kind: 'files'; readonly names: readonly string[] }
  | { readonly kind: 'folder'; readonly folder: string };

export function answer(value: DialogAnswer): void {
  const binding: unknown = Reflect.get(globalThis, 'hostAnswer');
  if (typeof binding === 'function') binding(JSON.stringify(value));
}

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
  ...children: readonly Node[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
}

export function dressDialog(title: string): void {
  document.title = title;
  const style = `* { box-sizing: border-box; font: 14px system-ui, sans-serif; }
    html, body { height: 100%; margin: 0; background: #2a2c2b; color: #e6e6e2; }
    body { display: flex; flex-direction: column; gap: 12px; padding: 16px; }
    strong { font-weight: 600; } p { margin: 0; white-space: pre-wrap; }
    footer { display: flex; gap: 8px; justify-content: flex-end; margin-top: auto; }
    button, input, select { padding: 6px 14px; border: 1px solid #555; border-radius: 4px; background: #3a3d3b; color: inherit; }
    :focus-visible { outline: 2px solid #7fb4ff; }
    select { flex: 1; min-height: 0; padding: 4px; } input { width: 100%; }`;
  document.head.append(element('style', style));
  document.body.replaceChildren();
}

export function showMessage(page: MessagePage): void {
  dressDialog(page.title);
  const buttons = page.buttons.map((label, index) => {
    const button = element('button', label);
    button.onclick = () => answer({ kind: 'button', index });
    return button;
  });
  document.body.append(element('strong', page.message), element('p', page.detail), element('footer', '', ...buttons));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') answer({ kind: 'button', index: page.cancelId });
  });
  buttons[page.defaultId]?.focus();
}

/** Returns what shows a folder, which the host calls for the first one and for each that is asked for. */
export function showFiles(page: FilePage): (list: FolderList) => void {
  dressDialog(page.title);
  const place = element('input', '');
  const list = element('select', '');
  const name = element('input', '');
  const problem = element('p', '');
  const accept = element('button', page.button);
  const cancel = element('button', 'Cancel');
  list.size = 12;
  list.multiple = page.several;
  name.value = page.name;
  name.hidden = page.kind !== 'save';
  const go = (folder: string) => answer({ kind: 'folder', folder });
  const chosen = () => Array.from(list.selectedOptions, (option) => option.value);
  const enter = () => {
    const [first = ''] = chosen();
    const names = page.kind === 'save' ? [name.value] : page.kind === 'folder' && first === '' ? ['.'] : chosen();
    if (page.kind !== 'folder' && first.endsWith('/')) go(`${place.value}/${first}`);
    else if (names.some((one) => one !== '')) answer({ kind: 'files', names });
  };
  accept.onclick = enter;
  cancel.onclick = () => answer({ kind: 'files', names: [] });
  place.onchange = () => go(place.value);
  list.onchange = () => {
    if (page.kind === 'save' && !list.value.endsWith('/')) name.value = list.value;
  };
  list.ondblclick = () => (list.value.endsWith('/') ? go(`${place.value}/${list.value}`) : enter());
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel.click();
    if (event.key === 'Enter' && (event.target === list || event.target === name)) enter();
  });
  document.body.append(place, list, name, problem, element('footer', '', cancel, accept));
  (page.kind === 'save' ? name : list).focus();
  return (shown) => {
    place.value = shown.folder;
    problem.textContent = shown.problem;
    const entries = shown.entries.map((entry) => (entry.isFolder ? `${entry.name}/` : entry.name));
    list.replaceChildren(...['../', ...entries].map((entry) => new Option(entry, entry)));
  };
}
