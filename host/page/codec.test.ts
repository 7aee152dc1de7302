import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeValue, encodeValue } from './codec.ts';

const RUNS = process.env.CELKILN_LONG === '1' ? 20_000 : 300;
const SEED = 45;

const carry = (value: unknown): unknown => decodeValue(encodeValue(value));

/** Everything that structured clone carries, nested; strings with halves of surrogate pairs among them. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(undefined, null, true, false, -0, Number.NaN, Infinity, -Infinity),
    fc.double(),
    fc.bigInt(),
    fc.string({ unit: 'binary' }),
    fc.date({ noInvalidDate: false }),
    fc.uint8Array(),
    fc.uint16Array().map((array) => array.subarray(1)),
    fc.float64Array(),
    fc.bigInt64Array(),
    fc.uint8Array().map((array) => array.slice().buffer),
    fc.uint8Array({ minLength: 3 }).map((array) => new DataView(array.buffer, 1, 2)),
    fc.constantFrom(/a+\/b/giu, new RangeError('too far'), new Error('why', { cause: [1n] })),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('any'), { maxKeys: 4 }),
    fc.array(fc.tuple(tie('any'), tie('any')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
    fc.array(tie('any'), { maxLength: 3 }).map((items) => new Set(items)),
  ),
})).any;

test('what arrives is what structuredClone makes of it', () => {
  fc.assert(
    fc.property(value, (original) => {
      expect(carry(original)).toStrictEqual(structuredClone(original));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test('the text is ASCII, so it can be cut between any two characters', () => {
  fc.assert(
    fc.property(value, (original) => {
      expect(encodeValue(original).text).toMatch(/^[\0-\x7e]*$/);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test('an object that is met twice arrives once, and a ring stays a ring', () => {
  const shared = { name: 'shared' };
  const ring: Record<string, unknown> = { list: [shared, shared], when: new Date(0), after: shared };
  ring.self = ring;
  const arrived = carry(ring);
  expect(inspect(arrived)).toBe(inspect(ring));
  expect(arrived).toHaveProperty(
    'list[0]',
    arrived instanceof Object && 'after' in arrived ? arrived.after : undefined,
  );
});

test('an error keeps its kind, message, stack and cause', () => {
  const error = new TypeError('no', { cause: new Error('inner') });
  const arrived = carry(error);
  expect(arrived).toBeInstanceOf(TypeError);
  expect(arrived).toMatchObject({ message: 'no', stack: error.stack, cause: { message: 'inner' } });
});

test('a key called __proto__ is a key', () => {
  const arrived = carry(JSON.parse('{"__proto__":{"admin":true}}'));
  expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype);
  expect(Object.keys(Object(arrived))).toEqual(['__proto__']);
});

test.each([
  ['a function', () => {}],
  ['a symbol', Symbol('s')],
  ['a promise', Promise.resolve()],
  ['a function within', { deep: [new Map([[1, () => {}]])] }],
  ['a weak map', new WeakMap()],
])('%s is refused', (_, refused) => {
  expect(() => encodeValue(refused)).toThrow(expect.objectContaining({ name: 'DataCloneError' }));
});
