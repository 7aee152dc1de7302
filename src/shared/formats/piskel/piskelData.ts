import { FormatError, type FormatErrorCode } from '../formatError.ts';
import { shortText } from '../shortText.ts';
import { decodeUtf8 } from '../utf8.ts';

const PISKEL = 'Piskel';

/** Where a place in the file cannot be told. */
export function piskelError(code: FormatErrorCode, reason: string): FormatError {
  return new FormatError(PISKEL, 0, code, reason);
}

/** A value of a JSON text; every question that it cannot answer is a FormatError that names the place. */
export class Data {
  readonly #value: unknown;
  readonly #name: string;

  constructor(value: unknown, name: string) {
    this.#value = value;
    this.#name = name;
  }

  static parse(text: string, name: string): Data {
    try {
      return new Data(JSON.parse(text.replace(/^\ufeff/, '')), name);
    } catch {
      throw piskelError(name === 'the file' ? 'wrong_format' : 'invalid', `${name} is no JSON`);
    }
  }

  static fromBytes(bytes: Uint8Array): Data {
    return Data.parse(decodeUtf8(bytes), 'the file');
  }

  get isList(): boolean {
    return Array.isArray(this.#value);
  }

  get isAbsent(): boolean {
    return this.#value === undefined || this.#value === null;
  }

  get(key: string): Data {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#wrong('an object');
    const found: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
    return new Data(found, `${this.#name}.${key}`);
  }

  list(): Data[] {
    if (!Array.isArray(this.#value)) throw this.#wrong('a list');
    return this.#value.map((item: unknown, i) => new Data(item, `${this.#name}[${i}]`));
  }

  text(): string {
    if (typeof this.#value !== 'string') throw this.#wrong('text');
    return this.#value;
  }

  number(least: number, most: number): number {
    const value = typeof this.#value === 'string' ? Number(this.#value) : this.#value;
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      throw this.#wrong(`a number from ${least} to ${most}`);
    }
    return value;
  }

  whole(least: number, most: number): number {
    const value = this.number(least, most);
    if (!Number.isInteger(value)) throw this.#wrong('a whole number');
    return value;
  }

  /** JSON within a text, which is how Piskel stores layers; the value itself where it is none. */
  parsed(): Data {
    return typeof this.#value === 'string' ? Data.parse(this.#value, this.#name) : this;
  }

  textOr(fallback: string): string {
    return typeof this.#value === 'string' ? shortText(this.#value) : fallback;
  }

  get isText(): boolean {
    return typeof this.#value === 'string';
  }

  #wrong(expected: string): FormatError {
    return piskelError('invalid', `${this.#name} is not ${expected}`);
  }
}
