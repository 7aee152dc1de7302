import { useEffect, useState } from 'react';
import './Tooltip.css';

interface Tip {
  readonly text: string;
  readonly keys: string | undefined;
  readonly left: number;
  readonly top: number;
  readonly side: 'right' | 'below' | 'above';
}

const DELAY = 450;

/** Shows the `data-tip` of whatever the pointer rests on or the keyboard goes to, with its `data-tip-keys`. */
export function Tooltip() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => watchTips(setTip), []);
  if (tip === null) return null;
  return (
    <div
      ref={showAbove}
      popover="manual"
      className={`tooltip tooltip--${tip.side}`}
      style={{ left: tip.left, top: tip.top }}
      aria-hidden="true"
    >
      {tip.text}
      {tip.keys !== undefined && <kbd className="tooltip__keys">{tip.keys}</kbd>}
    </div>
  );
}

/** As a popover it stands above dialogs, too. */
function showAbove(tooltip: HTMLElement | null): void {
  tooltip?.showPopover();
}

function watchTips(show: (tip: Tip | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: HTMLElement | null = null;
  const leave = () => {
    clearTimeout(timer);
    current = null;
    show(null);
  };
  const enter = (target: EventTarget | null, delay: number) => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
    if (element === current) return;
    leave();
    current = element;
    if (element !== null) timer = setTimeout(() => show(tipOf(element)), delay);
  };
  const options = new AbortController();
  const on = { signal: options.signal };
  document.addEventListener('pointerover', (event) => enter(event.target, DELAY), on);
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (target instanceof Element && target.matches(':focus-visible')) enter(target, DELAY);
    },
    on,
  );
  for (const ending of ['pointerdown', 'keydown', 'wheel', 'focusout', 'blur'] as const) {
    document.addEventListener(ending, leave, { ...on, passive: true });
  }
  return () => {
    leave();
    options.abort();
  };
}

function tipOf(element: HTMLElement): Tip | null {
  const { tip, tipKeys, tipSide } = element.dataset;
  if (tip === undefined || !element.isConnected || saysSo(element, tip)) return null;
  const box = element.getBoundingClientRect();
  const middle = Math.min(innerWidth - 90, Math.max(90, box.left + box.width / 2));
  if (tipSide === 'right') {
    return { text: tip, keys: tipKeys, side: 'right', left: box.right + 6, top: box.top + box.height / 2 };
  }
  return box.bottom + 36 > innerHeight
    ? { text: tip, keys: tipKeys, side: 'above', left: middle, top: box.top - 6 }
    : { text: tip, keys: tipKeys, side: 'below', left: middle, top: box.bottom + 6 };
}

/** Whether the element shows the very same words already, and in full. */
function saysSo(element: HTMLElement, tip: string): boolean {
  return element.textContent === tip && element.scrollWidth <= element.clientWidth;
}
