import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import './Menu.css';

/**
 * A menu at a place of the window (CSS pixels), kept within it. Arrow keys walk, Esc, Tab or a press elsewhere closes it,
 * and the focus goes back to where it was.
 */
export function Menu(props: {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { label, x, y, onClose, children } = props;
  const menu = useRef<HTMLDivElement>(null);
  useFocusWithin(menu);
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
    element.style.top = `${Math.max(4, y + height > innerHeight - 4 ? y - height : y)}px`;
  }, [x, y]);
  useEffect(() => {
    const leave = (event: Event) => {
      if (!(event.target instanceof Node) || !menu.current?.contains(event.target)) onClose();
    };
    addEventListener('pointerdown', leave, { capture: true });
    addEventListener('blur', onClose);
    return () => {
      removeEventListener('pointerdown', leave, { capture: true });
      removeEventListener('blur', onClose);
    };
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Its keys are its own; commands have to wait until it is closed.
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (!walk(menu.current, event.key)) return;
    event.preventDefault();
  };
  return createPortal(
    <div ref={menu} className="menu" role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
      {children}
    </div>,
    document.body,
  );
}

export function MenuItem(props: {
  readonly label: string;
  readonly shortcut: string | undefined;
  readonly disabled: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="menu__item"
      disabled={props.disabled}
      onPointerEnter={(event) => event.currentTarget.focus()}
      onClick={props.onPress}
    >
      {props.label}
      <kbd className="menu__keys">{props.shortcut}</kbd>
    </button>
  );
}

/** Takes the focus in while the menu is there. */
function useFocusWithin(menu: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    menu.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [menu]);
}

/** Moves the focus among the items; false if the key is none of the menu's. */
function walk(menu: HTMLElement | null, key: string): boolean {
  const items = [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]:enabled') ?? [])];
  const at = items.findIndex((item) => item.matches(':focus'));
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[key];
  if (to === undefined || items.length === 0) return false;
  items.at(to % items.length)?.focus();
  return true;
}
