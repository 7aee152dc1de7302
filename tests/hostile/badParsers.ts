import type { Parser } from './parsers.ts';

/** Parsers that misbehave, each in its way: to see that an attack notices. */

const hoard: Uint8Array[] = [];
const SOUND = Uint8Array.from({ length: 100 }, (_, i) => i);

function bad(misread: (bytes: Uint8Array) => void): Parser {
  return {
    samples: () => [SOUND],
    read: (bytes) => {
      if (Buffer.compare(bytes, SOUND) !== 0) misread(bytes);
      return () => {};
    },
    refusesCut: false,
  };
}

export const BAD_PARSERS: Readonly<Record<string, Parser>> = {
  hanging: bad(() => {
    for (;;);
  }),
  dying: bad(() => process.kill(process.pid, 'SIGSEGV')),
  nameless: bad(() => {
    throw new TypeError('undefined is not a function');
  }),
  tireless: bad((bytes) => {
    let pairs = 0;
    for (const left of bytes) for (const right of bytes) if (left === right) pairs++;
    hoard.push(new Uint8Array(pairs % 2));
  }),
  greedy: bad(() => void hoard.push(new Uint8Array(33 * 1024 ** 2))),
};
