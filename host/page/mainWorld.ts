import { WorldEnd, type WorldMessage } from './worlds.ts';

/**
 * The host's part in the page's own world, before the page's first script: puts what the preload exposes on window,
 * and takes window.open and window.close to the host. Runs in the page (see codec.ts).
 */
export function mainWorld(secret: string): void {
  if (window !== window.top) return;
  addEventListener(secret, (event) => joinPreload(event, secret), { once: true, capture: true });
}

export function joinPreload(event: Event, secret: string): void {
  event.stopImmediatePropagation();
  const channel = event instanceof MouseEvent ? event.relatedTarget : null;
  if (channel === null) return;
  const world = new WorldEnd(channel, `${secret}:page`, `${secret}:preload`, (message: WorldMessage) => {
    if (message.kind !== 'expose') return;
    const value = freezeDeeply(world.unpack(message.api));
    Object.defineProperty(window, message.name, { value, enumerable: true });
  });
  // Electron answers null to a window.open that is denied; whether it is denied is known only in the host.
  window.open = (url = '', name = '', features = '') => {
    world.tell({ kind: 'open', url: new URL(url || 'about:blank', location.href).href, name, features });
    return null;
  };
  window.close = () => {
    world.tell({ kind: 'close' });
  };
}

/** Freezes plain objects, arrays and functions; typed arrays cannot be frozen. */
export function freezeDeeply(value: unknown): unknown {
  if (typeof value === 'function') return Object.freeze(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const item of Object.values(value)) freezeDeeply(item);
  return Object.freeze(value);
}
