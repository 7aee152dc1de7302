/**
 * What passes between the page's world and the preload's over a DOM element that both hold and no document does. Blink
 * gives each world its own wrapper of the element and clones the `detail` of the events that are dispatched on it, so
 * no object of one world is ever reachable from the other. Runs in the page (see codec.ts).
 */
export type Packed =
  | readonly ['value', unknown]
  | readonly ['array', readonly Packed[]]
  | readonly ['object', readonly (readonly [string, Packed])[]]
  | readonly ['function' | 'promise', number];

export type WorldMessage =
  | { readonly kind: 'call'; readonly call: number; readonly target: number; readonly args: Packed }
  | { readonly kind: 'return'; readonly call: number; readonly value: Packed }
  | { readonly kind: 'throw'; readonly call: number; readonly message: string }
  | { readonly kind: 'settle'; readonly promise: number; readonly fulfilled: boolean; readonly value: Packed }
  | { readonly kind: 'expose'; readonly name: string; readonly api: Packed }
  | { readonly kind: 'open'; readonly url: string; readonly name: string; readonly features: string }
  | { readonly kind: 'close' };

type Call = WorldMessage & { readonly kind: 'call' };
type Callable = (...args: readonly unknown[]) => unknown;
interface Settle {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** One world's end of the channel; what is not part of a call goes to `hear`. */
export class WorldEnd {
  readonly #channel: EventTarget;
  readonly #there: string;
  readonly #hear: (message: WorldMessage) => void;
  // Kept from before the page's own scripts, which could otherwise put themselves between.
  readonly #apply = Reflect.apply;
  readonly #dispatchEvent = EventTarget.prototype.dispatchEvent;
  readonly #Event = CustomEvent;
  readonly #ids = new Map<unknown, number>();
  readonly #functions = new Map<number, Callable>();
  readonly #stubs = new Map<number, Callable>();
  readonly #promises = new Map<number, Settle>();
  readonly #answers = new Map<number, WorldMessage>();
  #lastId = 0;

  /** `here` and `there` name the two directions on the channel. */
  constructor(channel: EventTarget, here: string, there: string, hear: (message: WorldMessage) => void) {
    this.#channel = channel;
    this.#there = there;
    this.#hear = hear;
    channel.addEventListener(here, (event) => {
      // Null: it held something that cannot be cloned. Preventing the default says that it came through.
      const message: WorldMessage | null = event instanceof CustomEvent ? event.detail : null;
      if (message === null) return;
      event.preventDefault();
      this.#receive(message);
    });
  }

  /** False: the message holds something that cannot be cloned. */
  tell(message: WorldMessage): boolean {
    const event = new this.#Event(this.#there, { detail: message, cancelable: true });
    return !this.#apply(this.#dispatchEvent, this.#channel, [event]);
  }

  pack(value: unknown, depth = 0): Packed {
    if (depth > 1000) throw new Error('Too many objects within one another for the context bridge.');
    if (typeof value === 'function') return ['function', this.#idOfFunction((...args) => value(...args), value)];
    if (value instanceof Promise) return ['promise', this.#watch(value)];
    if (Array.isArray(value)) {
      const items = value.map((item) => this.pack(item, depth + 1));
      return items.every(([kind]) => kind === 'value') ? ['value', value] : ['array', items];
    }
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
      return ['value', value];
    }
    const entries = Object.entries(value).map(([key, item]) => [key, this.pack(item, depth + 1)] as const);
    return entries.every(([, [kind]]) => kind === 'value') ? ['value', value] : ['object', entries];
  }

  unpack(packed: Packed): unknown {
    switch (packed[0]) {
      case 'value':
        return packed[1];
      case 'array':
        return packed[1].map((item) => this.unpack(item));
      case 'object':
        return Object.fromEntries(packed[1].map(([key, item]) => [key, this.unpack(item)]));
      case 'promise':
        return new Promise((resolve, reject) => this.#promises.set(packed[1], { resolve, reject }));
      case 'function':
        return this.#stubOf(packed[1]);
    }
  }

  /** The same function always gets the same id, so that a listener can be taken off again. */
  #idOfFunction(callable: Callable, identity: unknown): number {
    const id = this.#ids.get(identity) ?? ++this.#lastId;
    this.#ids.set(identity, id);
    this.#functions.set(id, callable);
    return id;
  }

  #stubOf(id: number): Callable {
    const stub = this.#stubs.get(id) ?? ((...args) => this.#call(id, args));
    this.#stubs.set(id, stub);
    return stub;
  }

  #watch(promise: Promise<unknown>): number {
    const id = ++this.#lastId;
    const settle = (fulfilled: boolean) => (result: unknown) => {
      if (this.tell({ kind: 'settle', promise: id, fulfilled, value: this.pack(result) })) return;
      this.tell({ kind: 'settle', promise: id, fulfilled: false, value: ['value', this.#uncloneable()] });
    };
    promise.then(settle(true), settle(false));
    return id;
  }

  #call(target: number, args: readonly unknown[]): unknown {
    const call = ++this.#lastId;
    this.tell({ kind: 'call', call, target, args: this.pack(args) });
    const answer = this.#answers.get(call);
    this.#answers.delete(call);
    if (answer?.kind === 'return') return this.unpack(answer.value);
    throw answer?.kind === 'throw' ? new Error(answer.message) : this.#uncloneable();
  }

  #answer({ call, target, args }: Call): void {
    try {
      const values = this.unpack(args);
      const value = this.#functions.get(target)?.(...(Array.isArray(values) ? values : []));
      if (this.tell({ kind: 'return', call, value: this.pack(value) })) return;
      throw this.#uncloneable();
    } catch (error) {
      this.tell({ kind: 'throw', call, message: error instanceof Error ? error.message : String(error) });
    }
  }

  #receive(message: WorldMessage): void {
    if (message.kind === 'call') this.#answer(message);
    else if (message.kind === 'return' || message.kind === 'throw') this.#answers.set(message.call, message);
    else if (message.kind === 'settle') this.#settle(message.promise, message.fulfilled, this.unpack(message.value));
    else this.#hear(message);
  }

  #settle(id: number, fulfilled: boolean, value: unknown): void {
    const settle = this.#promises.get(id);
    this.#promises.delete(id);
    if (fulfilled) settle?.resolve(value);
    else settle?.reject(value);
  }

  #uncloneable(): Error {
    return new Error('An object could not be cloned.');
  }
}
