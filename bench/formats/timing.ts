/** Something to measure, by name. */
export type Ways = Readonly<Record<string, () => unknown>>;

export interface Timed {
  readonly name: string;
  /** Milliseconds. */
  readonly median: number;
  readonly least: number;
}

/**
 * Times each way, `runs` times after `warmUps` that do not count. They take turns, so that a busy moment of the machine
 * hits all of them.
 */
export async function timed(ways: Ways, runs: number, warmUps: number): Promise<readonly Timed[]> {
  const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  for (let run = -warmUps; run < runs; run++) {
    for (const [name, way] of Object.entries(ways)) {
      const start = performance.now();
      await way();
      if (run >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return [...times].map(([name, some]) => {
    const sorted = some.toSorted((a, b) => a - b);
    return { name, median: sorted[sorted.length >> 1] ?? Number.NaN, least: sorted[0] ?? Number.NaN };
  });
}
