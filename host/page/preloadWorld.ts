import { decodeValue, encodeValue } from './codec.ts';
import { takeBrowserHabitsAway } from './lastWord.ts';
import type { FromPage, KeyCombination, ToPage } from './messages.ts';
import { receivePieces, sendPieces } from './pieces.ts';
import { PreloadElectron } from './preloadElectron.ts';
import { WorldEnd } from './worlds.ts';

/** What the host knows and the preload's world needs. */
export interface PreloadSettings {
  /** Names the handshake with the page's world. */
  readonly secret: string;
  /** The global names in the preload's world: the binding to the host, and what the host calls. */
  readonly outward: string;
  readonly inward: string;
  /** `process` as a sandboxed preload sees it. */
  readonly process: object;
  /** Ask the host before the window closes: for windows that a person can close without the host. */
  readonly guardClose: boolean;
}

/** What `inward` holds. */
export interface Inward {
  receive(piece: string): void;
  fileAt(index: number): File | undefined;
}

type Preload = (
  require: (name: string) => unknown,
  module: { exports: object },
  exports: object,
  process: object,
) => void;

/** Joins the host and the page's world, then runs the preload. Runs in the page (see codec.ts). */
export function preloadWorld(settings: PreloadSettings, preload: Preload): void {
  if (window !== window.top) return;
  const globals: Record<string, unknown> = Object(globalThis);
  const binding = globals[settings.outward];
  if (typeof binding !== 'function') return;
  const push = (piece: string): void => binding(piece);
  const post = (message: FromPage): void => sendPieces(encodeValue(message), (bytes) => bytes.toBase64(), push);

  const channel = document.createElement('i');
  const world = new WorldEnd(channel, `${settings.secret}:preload`, `${settings.secret}:page`, (message) => {
    if (message.kind === 'open' || message.kind === 'close') post(message);
  });
  dispatchEvent(new MouseEvent(settings.secret, { relatedTarget: channel }));

  const electron = new PreloadElectron(post, world, settings.secret);
  let accelerators: readonly KeyCombination[] = [];
  const receive = receivePieces(
    (base64) => Uint8Array.fromBase64(base64),
    (encoded) => {
      const message = decodeValue(encoded);
      if (isToPage(message) && message.kind === 'accelerators') accelerators = message.accelerators;
      else if (isToPage(message)) electron.receive(message);
    },
  );
  const inward: Inward = { receive, fileAt: (index) => electron.fileAt(index) };
  Object.defineProperty(globalThis, settings.inward, { value: inward });

  takeBrowserHabitsAway(
    () => accelerators,
    (index) => post({ kind: 'accelerator', index }),
  );
  reportWindow(post);
  if (settings.guardClose) guardClose();
  const module = { exports: {} };
  try {
    preload((name) => electron.require(name), module, module.exports, settings.process);
  } catch (error) {
    console.error('Unable to load preload script', error);
    post({ kind: 'preloadError', error: error instanceof Error ? error : new Error(String(error)) });
  }
}

/** Only the host writes to `inward`, and only messages of this type. */
export function isToPage(message: unknown): message is ToPage {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

export function reportWindow(post: (message: FromPage) => void): void {
  const bounds = () =>
    post({
      kind: 'bounds',
      bounds: { x: screenX, y: screenY, width: outerWidth, height: outerHeight },
      content: { width: innerWidth, height: innerHeight },
    });
  addEventListener('resize', bounds);
  addEventListener('focus', () => post({ kind: 'focus', focused: true }));
  addEventListener('blur', () => post({ kind: 'focus', focused: false }));
}

/** Chromium asks before it closes a window whose page objects; the host hears the question and answers it. */
export function guardClose(): void {
  let leaving = false;
  window.navigation?.addEventListener('navigate', () => {
    leaving = true;
    setTimeout(() => {
      leaving = false;
    });
  });
  addEventListener('beforeunload', (event) => {
    if (!leaving) event.preventDefault();
  });
}
