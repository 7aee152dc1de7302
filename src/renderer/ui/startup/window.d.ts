import type { Api } from '../../../shared/ipc.ts';

declare global {
  interface Window {
    /** What the preload put there. */
    readonly celkiln: Api<File>;
  }
}
