import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../json.ts';

const RETRIES = 3;
const RETRY_PAUSE = 100;
const TIMEOUT = 5_000;

/**
 * Tells a callback address about a generation as Dream Machine does: anything but 200 is tried again three times, 100 ms
 * apart, with 5 s for each try; then the word is lost.
 * @returns whether it was taken
 */
export async function deliverCallback(url: string, generation: JsonObject, signal: AbortSignal): Promise<boolean> {
  const body = JSON.stringify(generation);
  for (let attempt = 0; attempt <= RETRIES && !signal.aborted; attempt++) {
    if (attempt > 0) await sleep(RETRY_PAUSE, undefined, { ref: false });
    if (await post(url, body, signal)) return true;
  }
  return false;
}

async function post(url: string, body: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}
