/** Characters of a name that a list has room for. */
const MOST = 28;

/** A name that fits into a list: of a longer one its middle is left out, because names often differ at their end. */
export function shortName(name: string): string {
  const signs = Array.from(name);
  if (signs.length <= MOST) return name;
  const end = Math.floor((MOST - 1) / 2);
  const begin = MOST - 1 - end;
  return `${signs.slice(0, begin).join('').trimEnd()}…${signs.slice(-end).join('').trimStart()}`;
}
