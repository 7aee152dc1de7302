import { ftruncateSync, openSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { FileError } from '../../src/main/files/fileError.ts';
import { FormatError } from '../../src/shared/formats/formatError.ts';
import { arbitraryMutation, arbitraryTruncation } from '../../src/shared/formats/mutations.ts';
import type { Attack, Outcomes, Survived } from './attack.ts';
import { BAD_PARSERS } from './badParsers.ts';
import { PARSERS, type Parser } from './parsers.ts';
import { StepCounter, type Work } from './stepCounter.ts';

/** The process that attack.ts starts: node attackedProcess.ts <where to note the current file> <the attack as JSON> */

/** What one file of a few kilobytes may cost: time of the processor, and memory, garbage included. */
const MOST_MILLISECONDS = 2000;
const MOST_BYTES = 32 * 1024 ** 2;
/**
 * In a counted attack: steps for any file, and more for each of its bytes and of those that it was granted for pixels.
 * Sound files take up to half of that.
 */
const FREE_STEPS = 1000;
const STEPS_PER_BYTE = 12;

const [note = '', json = ''] = process.argv.slice(2);
const wanted: Attack = JSON.parse(json);
const parser = PARSERS[wanted.parser] ?? BAD_PARSERS[wanted.parser];
if (parser === undefined) throw new Error(`there is no parser "${wanted.parser}"`);
const counter = wanted.counted ? new StepCounter() : undefined;
let shareOfSteps = 0;
const notebook = openSync(note, 'w');
process.stdout.write(JSON.stringify(await survived(parser, wanted)));

async function survived(attacked: Parser, { damaged, cut, seed, counted }: Attack): Promise<Survived> {
  const files = [...(await attacked.samples()), ...((counted && attacked.long?.()) || [])];
  const counts = { accepted: 0, refused: 0 };
  // First, since what is made once and kept, such as tables, is no growth.
  for (const file of files) {
    noteDown(file);
    counts[(await accepts(attacked, file)) ? 'accepted' : 'refused']++;
  }
  const before = await bytesKept();
  const { mend = (bytes: Uint8Array) => bytes } = attacked;
  return {
    sound: counts,
    damaged: await outcomes(attacked, arbitraryMutation(files).map(mend), { numRuns: damaged, seed }),
    cut: await outcomes(attacked, arbitraryTruncation(files), { numRuns: cut, seed }),
    shareOfSteps,
    bytesKept: (await bytesKept()) - before,
  };
}

async function outcomes(
  attacked: Parser,
  files: fc.Arbitrary<Uint8Array>,
  runs: { numRuns: number; seed: number },
): Promise<Outcomes> {
  const counts = { accepted: 0, refused: 0 };
  const take = async (bytes: Uint8Array): Promise<void> => {
    noteDown(bytes);
    counts[(await accepts(attacked, bytes)) ? 'accepted' : 'refused']++;
  };
  await fc.assert(fc.asyncProperty(files, take), { ...runs, endOnFailure: true });
  return counts;
}

function noteDown(bytes: Uint8Array): void {
  ftruncateSync(notebook);
  writeSync(notebook, bytes, 0, bytes.length, 0);
}

/** Whether the file was read. Any error but a typed one goes on, and so does what reading it cost beyond the limits. */
async function accepts({ read, stepsPerByte }: Parser, bytes: Uint8Array): Promise<boolean> {
  counter?.taken();
  const [time, memory] = [processorTime(), bytesHeld()];
  let complain: (() => void) | undefined;
  try {
    complain = await read(bytes);
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof FileError)) throw error;
  }
  const [taken, grown] = [processorTime() - time, bytesHeld() - memory];
  if (counter) boundSteps(counter.taken(), bytes.length, stepsPerByte);
  else if (taken > MOST_MILLISECONDS || grown > MOST_BYTES) {
    throw new Error(`it took ${Math.round(taken)} ms and ${Math.round(grown / 1024 ** 2)} MiB`);
  }
  complain?.();
  return complain !== undefined;
}

function boundSteps({ steps, bytesAllowed }: Work, fileBytes: number, stepsPerByte = STEPS_PER_BYTE): void {
  const most = FREE_STEPS + stepsPerByte * (fileBytes + bytesAllowed);
  shareOfSteps = Math.max(shareOfSteps, steps / most);
  if (steps > most) throw new Error(`it took ${steps} steps; ${most} are allowed`);
}

/** Of all threads, in milliseconds; a busy machine does not lengthen it. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Of the heap and of all array buffers. */
function bytesHeld(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** After all garbage is gone; what it held outside the heap goes a moment later. */
async function bytesKept(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await setImmediate();
  }
  return bytesHeld();
}
