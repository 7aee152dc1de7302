/** The number of the entry that is nearest to an OKLab colour, the first one of equals; 0 where there is none. */
export type NearestEntry = (lightness: number, a: number, b: number) => number;

/** Boxes along each axis: few enough to be learned quickly, small enough that few entries can win in one. */
const BOXES = 32;
/** OKLab's a and b of almost all colours lie within this; others are compared with every entry. */
const REACH = 0.4;
/** More than what rounding does to a squared distance. */
const SLACK = 1e-9;

/**
 * Finds the nearest of at most 255 entries (three floats each) for many colours: OKLab is parted in boxes, and of each
 * box that a colour lies in is learned which entries can be nearest to anything in it. The answers are those of a
 * comparison with all entries.
 */
export function nearestEntry(entries: Float32Array): NearestEntry {
  const all = Uint8Array.from({ length: entries.length / 3 }, (_, entry) => entry);
  const learned: (Uint8Array | undefined)[] = new Array(BOXES ** 3);

  function candidatesFor(lightness: number, a: number, b: number): Uint8Array {
    const x = Math.floor(lightness * BOXES);
    const y = Math.floor((a / (2 * REACH) + 0.5) * BOXES);
    const z = Math.floor((b / (2 * REACH) + 0.5) * BOXES);
    if (x < 0 || y < 0 || z < 0 || x >= BOXES || y >= BOXES || z >= BOXES) return all;
    const box = (x * BOXES + y) * BOXES + z;
    const known = learned[box];
    if (known) return known;
    const candidates = candidatesIn(entries, all, x, y, z);
    learned[box] = candidates;
    return candidates;
  }

  return (lightness, a, b) => {
    const candidates = candidatesFor(lightness, a, b);
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < candidates.length; i++) {
      const entry = candidates[i] ?? 0;
      const stepL = lightness - (entries[3 * entry] ?? 0);
      const stepA = a - (entries[3 * entry + 1] ?? 0);
      const stepB = b - (entries[3 * entry + 2] ?? 0);
      const far = stepL * stepL + stepA * stepA + stepB * stepB;
      if (far < least) {
        least = far;
        best = entry;
      }
    }
    return best;
  };
}

/** Those that are not farther from all of the box than another one is at most. */
function candidatesIn(entries: Float32Array, all: Uint8Array, x: number, y: number, z: number): Uint8Array {
  const chroma = (2 * REACH) / BOXES;
  const middle = [(x + 0.5) / BOXES, (y + 0.5) * chroma - REACH, (z + 0.5) * chroma - REACH];
  const halves = [0.5 / BOXES, chroma / 2, chroma / 2];
  const least = new Float64Array(all.length);
  let surest = Number.POSITIVE_INFINITY;
  for (let entry = 0; entry < all.length; entry++) {
    let most = 0;
    for (let k = 0; k < 3; k++) {
      const away = Math.abs((entries[3 * entry + k] ?? 0) - (middle[k] ?? 0));
      const half = halves[k] ?? 0;
      most += (away + half) ** 2;
      if (away > half) least[entry] = (least[entry] ?? 0) + (away - half) ** 2;
    }
    if (most < surest) surest = most;
  }
  return all.filter((entry) => (least[entry] ?? 0) <= surest + SLACK);
}
