import { askOptions } from './askOptions.ts';
import { BATCH_OPTIONS, openStep } from './batch/batchOptions.ts';
import { type BatchPlan, EMPTY_PLAN } from './batch/plan.ts';
import { MAKE_OPTIONS } from './make/makeOptions.ts';
import { EMPTY_MAKE_PLAN, type MakeOrder, type MakePlan, makeCommand, makeOrder, withWord } from './make/makePlan.ts';
import { readWords } from './readWords.ts';

/** What the command line asks for. */
export type Order =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'batch'; readonly plan: BatchPlan }
  | MakeOrder;

/**
 * Reads the words after the program's name. With -b they are files and options in order; otherwise the first one is a
 * command.
 *
 * @throws UsageError
 */
export function readCommandLine(words: readonly string[]): Order {
  if (words.some(asksForBatch)) {
    const plan = readWords(words, [askOptions<BatchPlan>(), ...BATCH_OPTIONS], EMPTY_PLAN, openStep);
    return plan.asks ? { command: plan.asks } : { command: 'batch', plan };
  }
  const plan = readWords(words, [askOptions<MakePlan>(), ...MAKE_OPTIONS], EMPTY_MAKE_PLAN, withWord);
  if (plan.asks) return { command: plan.asks };
  if (plan.words.length === 0 || plan.words[0] === 'help') return { command: 'help' };
  return makeOrder(plan);
}

/** Whether words for the application are meant for the command line instead of the window. */
export function isCommandLine(words: readonly string[]): boolean {
  const [first = ''] = words;
  return makeCommand(first) !== null || words.some((word) => asksForBatch(word) || ASKS.test(word));
}

const ASKS = /^(--?(help|version)|-\?)$/;

/** -b, also among other letters, and --batch. */
function asksForBatch(word: string): boolean {
  return /^--?batch$/.test(word) || /^-[bpv]*b[bpv]*$/.test(word);
}
