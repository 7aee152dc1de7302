import * as fc from 'fast-check';

/** A place in a file, from 0 to 1; without the usual bias to the ends, where every change is a wrong signature. */
const place = fc.noBias(fc.nat(2 ** 30 - 1)).map((number) => number / 2 ** 30);

/** One of `files` with one to eight bytes changed, or a stretch removed or doubled: for fuzz tests of decoders. */
export function arbitraryMutation(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const value = fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff));
  const edits = fc.array(fc.record({ place, value }), { minLength: 1, maxLength: 8 });
  const cut = fc.record({ place, length: fc.nat(40), times: fc.constantFrom(0, 2) });
  return fc.tuple(fc.constantFrom(...files), edits, fc.option(cut, { freq: 4 })).map(([file, changes, stretch]) => {
    const bytes = file.slice();
    for (const { place: at, value: byte } of changes) bytes[Math.floor(at * bytes.length)] = byte;
    if (!stretch) return bytes;
    const from = Math.floor(stretch.place * bytes.length);
    const middle = bytes.subarray(from, from + stretch.length);
    const parts = [
      bytes.subarray(0, from),
      ...Array(stretch.times).fill(middle),
      bytes.subarray(from + stretch.length),
    ];
    return Uint8Array.from(parts.flatMap((part) => [...part]));
  });
}

/** The beginning of one of `files`. */
export function arbitraryTruncation(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc.tuple(fc.constantFrom(...files), place).map(([file, at]) => file.slice(0, Math.floor(at * file.length)));
}
