import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchNetwork } from './watchNetwork.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('another network and one that is back are told, a lost one and an unchanged one are not', () => {
  const seen: string[] = [];
  let addresses = ['192.168.0.2'];
  const read = () => ({
    lo: [{ address: '127.0.0.1', internal: true }],
    wlan0: addresses.map((address) => ({ address, internal: false })),
  });
  const stop = watchNetwork(() => seen.push(addresses.join()), read);
  const becomes = (next: string[]) => {
    addresses = next;
    vi.advanceTimersByTime(10_000);
  };
  becomes(['192.168.0.2']);
  becomes([]);
  expect(seen).toEqual([]);
  becomes(['192.168.0.2']);
  becomes(['10.0.0.7']);
  expect(seen).toEqual(['192.168.0.2', '10.0.0.7']);
  stop();
  becomes(['10.0.0.8']);
  expect(seen).toHaveLength(2);
});
