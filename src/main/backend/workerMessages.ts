import type { BackendNotice } from './backend.ts';

/** What the worker tells its parent. */
export type WorkerMessage =
  | {
      readonly kind: 'ready';
      readonly url: string;
      readonly publishableKey: string;
      readonly account: { readonly email: string; readonly password: string };
      readonly notices: readonly BackendNotice[];
    }
  /** It could not start, and is gone. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'log'; readonly line: string };

/** What the parent tells the worker. */
export type ParentMessage = { readonly kind: 'stop' } | { readonly kind: 'budget'; readonly cents: number };
