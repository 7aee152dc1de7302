import type { MotionName } from './motions/motions.ts';
import type { BackgroundName } from './paint/background.ts';
import { hashText } from './random.ts';
import { SUBJECTS, type SubjectName } from './subjects/subjects.ts';
import {
  BACKGROUND_COLORS,
  BACKGROUND_WORDS,
  COLOR_WORDS,
  type ColorName,
  MOTION_WORDS,
  SUBJECT_WORDS,
  type Vocabulary,
} from './words.ts';

/** What the demo generator understands of a prompt. */
export interface Wish {
  readonly subject: SubjectName;
  /** The prompt names it; it is not just any. */
  readonly isNamed: boolean;
  readonly motion: MotionName;
  /** Of the subject, as they are named; none means its own colours. */
  readonly colors: readonly ColorName[];
  /** If one is asked for. */
  readonly background: BackgroundName | undefined;
}

/** What Korean nouns take at their end. Words of one syllable count only alone or with one of these. */
const PARTICLES = /(이|가|은|는|을|를|의|와|과|도|로|만|에|으로|에서|처럼)$/;
/** The one syllable that is a verb's stem and takes any ending: to walk. */
const STEM = '걷';

/**
 * Looks for known words, English or Korean; the first of its kind counts. An unknown subject becomes one of the known,
 * always the same for the same prompt; without a word of motion it stands and breathes.
 */
export function parsePrompt(prompt: string): Wish {
  const words =
    prompt
      .normalize('NFC')
      .toLowerCase()
      .match(/[a-z]+|[가-힣]+/g) ?? [];
  const backdrop = backdropOf(words);
  const own = words.filter((_, i) => i !== backdrop?.at);
  const subject = subjectOf(own);
  return {
    subject: subject ?? anySubject(prompt),
    isNamed: subject !== undefined,
    motion: named(own, MOTION_WORDS) ?? 'idle',
    colors: [...new Set(own.flatMap((word) => lookUp(word, COLOR_WORDS) ?? []))],
    background: backdrop && BACKGROUND_COLORS[backdrop.color],
  };
}

/** Fire is often what somebody has or breathes: it is the subject only when there is no other. */
function subjectOf(words: readonly string[]): SubjectName | undefined {
  const bodies = words.map((word) => (lookUp(word, SUBJECT_WORDS) === 'flame' ? '' : word));
  return named(bodies, SUBJECT_WORDS) ?? named(words, SUBJECT_WORDS);
}

function anySubject(prompt: string): SubjectName {
  const names = namesOf(SUBJECTS);
  return names[hashText(prompt.trim().toLowerCase()) % names.length] ?? 'cat';
}

/** The colour word that belongs to the background: the last one within three words before it. */
function backdropOf(words: readonly string[]): { readonly at: number; readonly color: ColorName } | undefined {
  const place = words.findIndex((word) => BACKGROUND_WORDS.some((known) => means(word, known)));
  for (let at = place - 1; at >= Math.max(0, place - 3); at--) {
    const color = lookUp(words[at] ?? '', COLOR_WORDS);
    if (color) return { at, color };
  }
  return undefined;
}

/** The first that is named; of several in a row the last, as in "ghost knight" or "spin attack". */
function named<Name extends string>(words: readonly string[], vocabulary: Vocabulary<Name>): Name | undefined {
  const found = words.map((word) => lookUp(word, vocabulary));
  let at = found.findIndex((name) => name !== undefined);
  while (at >= 0 && found[at + 1] !== undefined) at++;
  return found[at];
}

/** What a word means; the longest known word in it decides. */
function lookUp<Name extends string>(word: string, vocabulary: Vocabulary<Name>): Name | undefined {
  let best: { readonly name: Name; readonly length: number } | undefined;
  for (const name of namesOf(vocabulary)) {
    for (const known of vocabulary[name]) {
      if (known.length > (best?.length ?? 0) && means(word, known)) best = { name, length: known.length };
    }
  }
  return best?.name;
}

function means(word: string, known: string): boolean {
  if (word === known || word.replace(PARTICLES, '') === known) return true;
  if (/[a-z]/.test(known)) return word === `${known}s` || word === `${known}es`;
  return known.length > 1 ? word.includes(known) : known === STEM && word.startsWith(known);
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  const isName = (key: string): key is Name => key in table;
  return Object.keys(table).filter(isName);
}
