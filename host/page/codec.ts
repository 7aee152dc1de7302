/**
 * The structured clone algorithm as text and bytes: what Electron passes between its processes as objects, the host
 * passes through Chromium's debugging pipe. Runs in Node and in the page, where it arrives as the functions' source;
 * hence no module-level values, and calls only to functions of this folder.
 * https://html.spec.whatwg.org/multipage/structured-data.html
 */
export interface Encoded {
  /** JSON in ASCII, so that it can be cut anywhere. */
  readonly text: string;
  /** The contents of the typed arrays and buffers that the text refers to by index. */
  readonly buffers: readonly Uint8Array[];
}

/** A primitive as it is, or [kind, ...parts]. */
type Wire = null | boolean | number | string | readonly Wire[];

/** Throws a DataCloneError for what structured clone refuses: functions, symbols, promises, DOM objects. */
export function encodeValue(value: unknown): Encoded {
  const buffers: Uint8Array[] = [];
  const json = JSON.stringify(encodeNode(value, new Map(), buffers));
  const text = json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { text, buffers };
}

/** Turns back what encodeValue made; the buffers are taken over, not copied. */
export function decodeValue(encoded: Encoded): unknown {
  return decodeNode(JSON.parse(encoded.text), [], encoded.buffers);
}

export function encodeNode(value: unknown, seen: Map<object, number>, buffers: Uint8Array[]): Wire {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (value === undefined) return ['undefined'];
  if (typeof value === 'bigint') return ['bigint', String(value)];
  if (typeof value === 'number') {
    if (Object.is(value, -0)) return ['number', '-0'];
    return Number.isFinite(value) ? value : ['number', String(value)];
  }
  if (typeof value !== 'object') throw uncloneable();
  const known = seen.get(value);
  if (known !== undefined) return ['again', known];
  seen.set(value, seen.size);
  return encodeObject(value, seen, buffers);
}

export function encodeObject(value: object, seen: Map<object, number>, buffers: Uint8Array[]): Wire {
  const node = (part: unknown): Wire => encodeNode(part, seen, buffers);
  if (Array.isArray(value)) return ['array', ...Array.from(value, node)];
  if (value instanceof Date) return ['date', String(value.getTime())];
  if (value instanceof RegExp) return ['regexp', value.source, value.flags];
  if (value instanceof Map) return ['map', ...Array.from(value, ([key, item]) => [node(key), node(item)])];
  if (value instanceof Set) return ['set', ...Array.from(value, node)];
  if (value instanceof Error) return ['error', value.name, value.message, value.stack ?? '', node(value.cause)];
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (value instanceof ArrayBuffer) return ['bytes', tag, buffers.push(new Uint8Array(value)) - 1];
  if (ArrayBuffer.isView(value)) {
    return ['bytes', tag, buffers.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) - 1];
  }
  if (tag !== 'Object' && tag !== 'Module' && tag !== 'Arguments') {
    throw uncloneable();
  }
  return ['object', ...Object.entries(value).map(([key, item]) => [key, node(item)])];
}

/** `objects` are those decoded so far, in the order in which encodeNode numbered them. */
export function decodeNode(wire: Wire, objects: unknown[], buffers: readonly Uint8Array[]): unknown {
  if (wire === null || typeof wire !== 'object') return wire;
  const [kind, first] = wire;
  if (kind === 'undefined') return undefined;
  if (kind === 'bigint') return BigInt(String(first));
  if (kind === 'number') return Number(first);
  if (kind === 'again') return objects[Number(first)];
  return decodeObject(wire, objects, buffers);
}

export function decodeObject(wire: readonly Wire[], objects: unknown[], buffers: readonly Uint8Array[]): unknown {
  const node = (part: Wire | undefined): unknown => decodeNode(part ?? null, objects, buffers);
  const pairs = () => wire.slice(1).map((pair) => (Array.isArray(pair) ? pair : []));
  const remember = <Value>(value: Value): Value => {
    objects.push(value);
    return value;
  };
  switch (wire[0]) {
    case 'array': {
      const array = remember<unknown[]>([]);
      for (const item of wire.slice(1)) array.push(node(item));
      return array;
    }
    case 'map': {
      const map = remember(new Map());
      for (const pair of pairs()) map.set(node(pair[0]), node(pair[1]));
      return map;
    }
    case 'set': {
      const set = remember(new Set());
      for (const item of wire.slice(1)) set.add(node(item));
      return set;
    }
    case 'object': {
      const object = remember({});
      const attributes = { writable: true, enumerable: true, configurable: true };
      // Defining instead of assigning keeps a key such as __proto__ an ordinary one.
      for (const pair of pairs()) {
        Object.defineProperty(object, String(pair[0]), { ...attributes, value: node(pair[1]) });
      }
      return object;
    }
    case 'date':
      return remember(new Date(Number(wire[1])));
    case 'regexp':
      return remember(new RegExp(String(wire[1]), String(wire[2])));
    case 'error':
      return decodeError(wire, remember, node);
    default:
      return remember(viewOf(String(wire[1]), buffers[Number(wire[2])] ?? new Uint8Array()));
  }
}

export function decodeError(
  [, name, message, stack, cause]: readonly Wire[],
  remember: (error: Error) => Error,
  node: (part: Wire | undefined) => unknown,
): Error {
  const constructors: Record<string, new (text: string) => Error> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  const error = remember(new (constructors[String(name)] ?? Error)(String(message)));
  const attributes = { writable: true, enumerable: false, configurable: true };
  Object.defineProperty(error, 'stack', { ...attributes, value: String(stack) });
  const reason = node(cause);
  if (reason !== undefined) Object.defineProperty(error, 'cause', { ...attributes, value: reason });
  return error;
}

/** A typed array, DataView or ArrayBuffer, as its class name says, over bytes that begin at a buffer's start. */
export function viewOf(kind: string, bytes: Uint8Array): unknown {
  if (kind === 'Uint8Array') return bytes;
  if (kind === 'ArrayBuffer') return bytes.buffer;
  const constructors: Record<string, new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayBufferView> =
    {
      Int8Array,
      Uint8ClampedArray,
      Int16Array,
      Uint16Array,
      Int32Array,
      Uint32Array,
      Float32Array,
      Float64Array,
      BigInt64Array,
      BigUint64Array,
      DataView,
    };
  const View = constructors[kind];
  if (View === undefined) throw uncloneable();
  const unit = /^(Big)?(?:Int|Uint|Float)(\d+)/.exec(kind);
  return new View(bytes.buffer, bytes.byteOffset, bytes.length / (unit ? Number(unit[2]) / 8 : 1));
}

export function uncloneable(): DOMException {
  return new DOMException('An object could not be cloned.', 'DataCloneError');
}
