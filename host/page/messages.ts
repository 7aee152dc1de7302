/** From the preload's world to the host. */
export type FromPage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'accelerator'; readonly index: number }
  | { readonly kind: 'open'; readonly url: string; readonly name: string; readonly features: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'focus'; readonly focused: boolean }
  | { readonly kind: 'bounds'; readonly bounds: Bounds; readonly content: Size }
  | { readonly kind: 'preloadError'; readonly error: Error };

/** From the host to the preload's world. */
export type ToPage =
  | { readonly kind: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | { readonly kind: 'message'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'accelerators'; readonly accelerators: readonly KeyCombination[] };

/** A menu item's accelerator, ready to be compared with a keydown event. */
export interface KeyCombination {
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  /** KeyboardEvent.key in lower case. */
  readonly key: string;
  /** KeyboardEvent.code, which holds when another keyboard layout is on; empty: only the key counts. */
  readonly code: string;
}

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** In CSS pixels, from the screen's top left corner. */
export interface Bounds extends Size {
  readonly x: number;
  readonly y: number;
}
