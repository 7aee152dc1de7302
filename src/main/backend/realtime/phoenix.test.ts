import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WireError } from '../wireError.ts';
import {
  decodeMessage,
  decodePushedBroadcast,
  encodeBroadcast,
  encodeMessage,
  type Message,
  parseVersion,
} from './phoenix.ts';

const RUNS = process.env.CELKILN_LONG === '1' ? 20_000 : 500;
const ref = fc.option(fc.string({ minLength: 1 }));
const message: fc.Arbitrary<Message> = fc.record({
  joinRef: ref,
  ref,
  topic: fc.string({ minLength: 1 }),
  event: fc.string({ minLength: 1 }),
  payload: fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
});

test('a message comes back from either version', () => {
  fc.assert(
    fc.property(message, fc.constantFrom(1, 2), (sent, version) => {
      expect(decodeMessage(encodeMessage(version, sent))).toEqual(sent);
    }),
    { numRuns: RUNS, seed: 1 },
  );
});

test('the two versions on the wire', () => {
  const sent: Message = { joinRef: '6', ref: '7', topic: 'realtime:x', event: 'phx_join', payload: { a: 1 } };
  expect(encodeMessage(2, sent)).toBe('["6","7","realtime:x","phx_join",{"a":1}]');
  expect(encodeMessage(1, sent)).toBe(
    '{"topic":"realtime:x","event":"phx_join","payload":{"a":1},"ref":"7","join_ref":"6"}',
  );
});

test('a broadcast in version 2 is a binary frame with byte counts', () => {
  const payload = { kind: 'json', text: '{"n":1}' } as const;
  const frame = encodeBroadcast(2, { topic: 'realtime:é', event: 'job_update', payload, meta: { id: '1' } });
  expect([...Buffer.from(frame).subarray(0, 5)]).toEqual([4, 11, 10, 10, 1]);
  expect(Buffer.from(frame).subarray(5).toString()).toBe('realtime:éjob_update{"id":"1"}{"n":1}');
});

test('a broadcast in version 1 is text', () => {
  const payload = { kind: 'json', text: '{"n":1}' } as const;
  expect(JSON.parse(String(encodeBroadcast(1, { topic: 't', event: 'e', payload, meta: null })))).toEqual({
    topic: 't',
    event: 'broadcast',
    payload: { event: 'e', payload: { n: 1 }, type: 'broadcast' },
    ref: null,
    join_ref: null,
  });
});

test('a topic that does not fit its count is refused', () => {
  const payload = { kind: 'json', text: '{}' } as const;
  expect(() => encodeBroadcast(2, { topic: 'x'.repeat(256), event: 'e', payload, meta: null })).toThrow(WireError);
});

test('a pushed broadcast, and the same cut short anywhere', () => {
  const head = [3, 1, 2, 10, 3, 0, 1];
  const frame = Buffer.concat([Uint8Array.from(head), Buffer.from('6'), Buffer.from('12realtime:aevt{"n":1}')]);
  expect(decodePushedBroadcast(frame)).toEqual({
    joinRef: '6',
    ref: '12',
    topic: 'realtime:a',
    event: 'broadcast',
    payload: { event: 'evt' },
    content: { kind: 'json', text: '{"n":1}' },
  });
  for (let length = 0; length < frame.length; length++) {
    expect(() => decodePushedBroadcast(frame.subarray(0, length))).toThrow(WireError);
  }
});

test('bytes and texts that are no messages are refused, never worse', () => {
  const refusedOrRead = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      expect(error).toBeInstanceOf(WireError);
    }
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.oneof(fc.json(), fc.string()), (bytes, text) => {
      refusedOrRead(() => decodePushedBroadcast(bytes));
      refusedOrRead(() => decodeMessage(text));
    }),
    { numRuns: RUNS, seed: 2 },
  );
});

test('versions', () => {
  expect([null, '1.0.0', '2.0.0', '3.0.0', 'x'].map(parseVersion)).toEqual([1, 1, 2, null, null]);
});
