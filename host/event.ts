import type { EventEmitter } from 'node:events';

/** What Electron hands to listeners first; some events' default can be prevented. */
export class HostEvent {
  defaultPrevented = false;

  constructor(details: object = {}) {
    Object.assign(this, details);
  }

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** Emits the event and says whether a listener prevented its default. */
export function isPrevented(emitter: EventEmitter, name: string, details: object, ...args: unknown[]): boolean {
  const event = new HostEvent(details);
  emitter.emit(name, event, ...args);
  return event.defaultPrevented;
}
