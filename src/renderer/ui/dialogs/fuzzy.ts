/**
 * How well a query fits a text: undefined when its letters do not all occur in order, otherwise higher is better.
 * Letters at the start of words and in a row count most, as in other command palettes.
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = [...query.toLowerCase()].filter((letter) => letter !== ' ');
  const letters = [...text.toLowerCase()];
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = bestNext(letters, letter, at);
    if (next < 0) return undefined;
    score += next === at + 1 ? 5 : startsWord(letters, next) ? 4 : 1;
    at = next;
  }
  return score - letters.length / 100;
}

/** The letter right behind, or else the next one that starts a word, or else the next one. */
function bestNext(letters: readonly string[], letter: string, after: number): number {
  if (letters[after + 1] === letter) return after + 1;
  const start = letters.findIndex((each, i) => i > after && each === letter && startsWord(letters, i));
  return start >= 0 ? start : letters.indexOf(letter, after + 1);
}

function startsWord(letters: readonly string[], at: number): boolean {
  return at === 0 || letters[at - 1] === ' ';
}

/** The items that fit, best first; all of them, in their order, for an empty query. */
export function fuzzyFilter<Item>(
  query: string,
  items: readonly Item[],
  textOf: (item: Item) => string,
): readonly Item[] {
  if (query.trim() === '') return items;
  return items
    .flatMap((item) => {
      const score = fuzzyScore(query, textOf(item));
      return score === undefined ? [] : [{ item, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
