import { KERNEL_CODE } from './kernelCode.ts';
import type { KernelFunctions } from './kernelFunctions.ts';

/** Values that can lie in the kernel's memory. */
type Values = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;
type Maker<Kind extends Values> = new (buffer: ArrayBuffer, at: number, length: number) => Kind;

interface Room {
  readonly at: number;
  readonly bytes: number;
}

interface Running {
  readonly call: KernelFunctions;
  readonly memory: WebAssemblyMemory;
}

const PAGE = 65_536;
/**
 * Bytes that are taken at once. They cost nothing until they are written to, but each time the collector takes all of the
 * memory for new.
 */
const GROWTH = 16 << 20;

/**
 * The inner loops, compiled ahead to WebAssembly, and the memory that they work on: numbered bytes in which named rooms
 * are taken. A thread has one kernel, and what a room holds stays until the same name is used again.
 */
class Kernel {
  readonly #rooms = new Map<string, Room>();
  /** Which values a room holds, where they were put there to stay. */
  readonly #held = new Map<string, unknown>();
  /** Made when it is first asked for: much that knows of the kernel never cuts. */
  #running: Running | undefined;
  #end = 0;

  get call(): KernelFunctions {
    return this.#run().call;
  }

  /** Where a room of this name and at least so many bytes begins. What was in a smaller one is lost. */
  room(name: string, bytes: number): number {
    const known = this.#rooms.get(name);
    // Whoever takes a room may write to it.
    this.#held.delete(name);
    if (known && known.bytes >= bytes) return known.at;
    const { memory } = this.#run();
    // One that was too small once will be so again.
    const made = { at: (this.#end + 15) & ~15, bytes: known ? Math.max(bytes, 2 * known.bytes) : bytes };
    this.#end = made.at + made.bytes;
    const missing = this.#end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(Math.max(missing, GROWTH) / PAGE));
    this.#rooms.set(name, made);
    return made.at;
  }

  /** Copies values into a room; where they are. */
  put(name: string, values: Values): number {
    const at = this.room(name, values.byteLength);
    new Uint8Array(this.#run().memory.buffer, at, values.byteLength).set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
    return at;
  }

  /** As `put` of values that never change: they are copied only where others were there before. */
  hold(name: string, values: Values): number {
    return this.keep(name, values, () => this.put(name, values));
  }

  /** Where a room begins in which `make` put what belongs to `key`; it is called where it has not done so before. */
  keep(name: string, key: unknown, make: () => number): number {
    const known = this.#rooms.get(name);
    if (known && this.#held.get(name) === key) return known.at;
    const at = make();
    this.#held.set(name, key);
    return at;
  }

  /** A copy of what is in the memory. */
  copy<Kind extends Values>(kind: Maker<Kind>, at: number, length: number): Kind {
    return this.view(kind, at, length).slice() as Kind;
  }

  /** What is in the memory itself, until the next room is taken. */
  view<Kind extends Values>(kind: Maker<Kind>, at: number, length: number): Kind {
    return new kind(this.#run().memory.buffer, at, length);
  }

  #run(): Running {
    if (this.#running) return this.#running;
    const text = atob(KERNEL_CODE);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    this.#running = { call: exports, memory: exports.memory };
    this.#end = exports.freeFrom();
    return this.#running;
  }
}

export const kernel: Kernel = new Kernel();

/** As far as it is used here; the language's own library does not tell of it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
  ) => { readonly exports: KernelFunctions & { readonly memory: WebAssemblyMemory } };
};
interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}
declare function atob(text: string): string;
