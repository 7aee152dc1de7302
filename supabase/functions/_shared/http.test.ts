import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsOf, parseJson, readCapped, SlowBody } from './http.ts';

const LONG = process.env.CELKILN_LONG === '1';

describe('readCapped', () => {
  test('gives the whole body, or null beyond the limit, however it is cut into parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 }),
        fc.nat({ max: 80 }),
        async (parts, limit) => {
          const stream = new ReadableStream<Uint8Array>({
            start(controller) {
              for (const part of parts) controller.enqueue(part);
              controller.close();
            },
          });
          const whole = parts.flatMap((part) => [...part]);
          const read = await readCapped(new Response(stream), limit);
          expect(read === null ? null : [...read]).toEqual(whole.length > limit ? null : whole);
        },
      ),
      { seed: 1, numRuns: LONG ? 5000 : 200 },
    );
  });

  test('gives up a body that does not come to its end in time', async () => {
    let canceled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => {
        canceled = true;
      },
    });
    await expect(readCapped(new Response(body), 100, 20)).rejects.toBeInstanceOf(SlowBody);
    expect(canceled).toBe(true);
  });

  test('does not begin to read what says that it is too long', async () => {
    let pulled = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(10));
        },
      },
      { highWaterMark: 0 },
    );
    const response = new Response(body, { headers: { 'content-length': '1000' } });
    expect(await readCapped(response, 999)).toBeNull();
    expect(pulled).toBe(0);
  });

  test('takes no body for an empty one', async () => {
    expect(await readCapped(new Request('http://localhost/'), 10)).toEqual(new Uint8Array());
  });
});

describe('parseJson and fieldsOf', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  test('give what is there, and nothing for what is no JSON or no object', () => {
    expect(fieldsOf(parseJson(bytes('{"a":1,"b":{"c":2}}')))).toEqual(new Map(Object.entries({ a: 1, b: { c: 2 } })));
    for (const text of ['', 'x', '1', 'null', '"a"', 'true'])
      expect(fieldsOf(parseJson(bytes(text))).get('a')).toBe(undefined);
    expect(parseJson(new Uint8Array([0x22, 0xff, 0x22]))).toBe(undefined);
  });

  test('see no inherited fields', () => {
    expect(fieldsOf(parseJson(bytes('{}'))).get('constructor')).toBe(undefined);
  });
});
