import type { Failure } from '../shared/ipc.ts';

/** What the user should know. It waits until the page has asked for it: a page that is still loading hears no events. */
export interface StartNotices {
  add(notice: Failure): void;
  /** What waited; from now on notices are sent. */
  take(): readonly Failure[];
}

export function createStartNotices(send: (notice: Failure) => void): StartNotices {
  const waiting: Failure[] = [];
  let asked = false;
  return {
    add(notice) {
      if (asked) send(notice);
      else waiting.push(notice);
    },
    take() {
      asked = true;
      return waiting.splice(0);
    },
  };
}
