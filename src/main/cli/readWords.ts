import type { Option, OptionGroup } from './option.ts';
import { UsageError } from './usageError.ts';

/**
 * Carries the words of a command line into a plan, one after another. As Aseprite reads them: a long option has one dash
 * or two, a value stands behind it or behind `=`, letters go together behind one dash (-bv). What follows `--` is no option.
 *
 * @param plain What a word that is no option does.
 * @throws UsageError
 */
export function readWords<Plan>(
  words: readonly string[],
  groups: readonly OptionGroup<Plan>[],
  start: Plan,
  plain: (plan: Plan, word: string) => Plan,
): Plan {
  const options = groups.flatMap((group) => group.options);
  let plan = start;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return words.slice(i + 1).reduce(plain, plan);
    if (!/^-+[^-]/.test(word)) {
      plan = plain(plan, word);
      continue;
    }
    for (const { option, given } of optionsIn(word, options)) {
      if (option.value === undefined) {
        if (given !== undefined) throw new UsageError(`--${option.name} takes no value.`);
        plan = option.read(plan, '');
        continue;
      }
      const value = given ?? words[++i];
      if (value === undefined) throw new UsageError(`--${option.name} needs ${option.value} behind it.`);
      plan = option.read(plan, value);
    }
  }
  return plan;
}

interface Found<Plan> {
  readonly option: Option<Plan>;
  /** What stands behind `=`. */
  readonly given?: string;
}

function optionsIn<Plan>(word: string, options: readonly Option<Plan>[]): readonly Found<Plan>[] {
  const [, name = '', given] = /^-+([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const option = options.find((each) => each.name === name || each.alias === name);
  if (option) return [given === undefined ? { option } : { option, given }];
  const letters = /^-([^-]+)$/.exec(word)?.[1] ?? '';
  const found = [...letters].map((letter) => options.find((each) => each.letter === letter));
  const known = found.flatMap((each) => (each ? [{ option: each }] : []));
  if (known.length === 0 || known.length < found.length) throw new UsageError(`There is no option ${word}.`);
  return known;
}
