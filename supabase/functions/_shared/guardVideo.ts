/** Bytes from which a video is known. */
const SIGNATURE = 8;

/**
 * Passes a video on as it comes, and breaks off with an error when it is longer than `limit` bytes or does not begin as
 * MP4 and QuickTime do (a box named ftyp) or WebM and Matroska (the EBML mark).
 */
export function guardVideo(limit: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  const head: number[] = [];
  let length = 0;
  return new TransformStream({
    transform(bytes, controller) {
      length += bytes.byteLength;
      if (length > limit) throw new RangeError('The video is too large to be mirrored.');
      if (head.length < SIGNATURE) {
        head.push(...bytes.subarray(0, SIGNATURE - head.length));
        if (head.length === SIGNATURE && !beginsAsVideo(head)) throw new TypeError('What was sent is not a video.');
      }
      controller.enqueue(bytes);
    },
    flush() {
      if (head.length < SIGNATURE) throw new TypeError('What was sent is not a video.');
    },
  });
}

function beginsAsVideo(head: readonly number[]): boolean {
  const ebml = [0x1a, 0x45, 0xdf, 0xa3].every((byte, at) => head[at] === byte);
  return ebml || String.fromCharCode(...head.slice(4, 8)) === 'ftyp';
}
