import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Events, Method, Parameters, Results } from './protocol.ts';

/** Chromium refused a command, or went away before it had answered. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

interface Pending {
  readonly method: string;
  readonly resolve: (result: never) => void;
  readonly reject: (error: ProtocolError) => void;
}

/**
 * Chromium's --remote-debugging-pipe: JSON messages, each ended by a zero byte, one pipe for each direction.
 * Commands of one session are carried out in the order in which they were sent.
 */
export class Connection {
  readonly #output: Writable;
  readonly #pending = new Map<number, Pending>();
  readonly #sessions = new Map<string, Session>();
  /** The browser itself. */
  readonly root: Session = this.session('');
  #lastId = 0;
  #closed = false;

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    const split = splitMessages((message) => this.#receive(message));
    input.on('data', split);
    input.on('close', () => this.#close());
    // Chromium ending is reported by its exit; a broken pipe says nothing more.
    output.on('error', () => this.#close());
  }

  /** The session of this id, which is the caller's to have attached. */
  session(id: string): Session {
    const known = this.#sessions.get(id) ?? new Session(this, id);
    this.#sessions.set(id, known);
    return known;
  }

  forget(session: Session): void {
    this.#sessions.delete(session.id);
  }

  send<Name extends Method>(method: Name, parameters: object, sessionId: string): Promise<Results[Name]> {
    if (this.#closed) return Promise.reject(new ProtocolError(`${method}: Chromium is not running any more.`));
    const id = ++this.#lastId;
    const session = sessionId === '' ? {} : { sessionId };
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, resolve, reject });
      this.#output.write(`${JSON.stringify({ id, method, params: parameters, ...session })}\0`);
    });
  }

  #receive(text: string): void {
    const message = JSON.parse(text);
    if (message.id === undefined) {
      this.#sessions.get(message.sessionId ?? '')?.receive(message.method, message.params);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error === undefined) pending?.resolve(message.result as never);
    else pending?.reject(new ProtocolError(`${pending.method}: ${message.error.message}`));
  }

  #close(): void {
    this.#closed = true;
    for (const { method, reject } of this.#pending.values()) {
      reject(new ProtocolError(`${method}: Chromium ended before it had answered.`));
    }
    this.#pending.clear();
  }
}

/** One attached target, or the browser. */
export class Session {
  readonly id: string;
  readonly #connection: Connection;
  readonly #events = new EventEmitter().setMaxListeners(0);

  constructor(connection: Connection, id: string) {
    this.#connection = connection;
    this.id = id;
  }

  send<Name extends Method>(
    method: Name,
    ...[parameters]: Record<string, never> extends Parameters[Name] ? [Parameters[Name]?] : [Parameters[Name]]
  ): Promise<Results[Name]> {
    return this.#connection.send(method, parameters ?? {}, this.id);
  }

  /** Returns what stops listening. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    this.#events.on(name, listener);
    return () => void this.#events.off(name, listener);
  }

  receive(name: string, parameters: unknown): void {
    this.#events.emit(name, parameters);
  }
}

/** Cuts a stream at its zero bytes. Parts are kept apart until a message is whole: it can be many megabytes long. */
export function splitMessages(deliver: (message: string) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end));
      const message = Buffer.concat(parts).toString('utf8');
      parts = [];
      start = end + 1;
      deliver(message);
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  };
}
