import { askOptions } from './askOptions.ts';
import { BATCH_OPTIONS } from './batch/batchOptions.ts';
import type { BatchPlan } from './batch/plan.ts';
import { MAKE_OPTIONS } from './make/makeOptions.ts';
import type { Option } from './option.ts';

/** An option as help, man page and guide show it. */
export type ShownOption = Pick<Option<never>, 'name' | 'alias' | 'letter' | 'value' | 'help'>;

export const USAGE = [
  'celkiln -b [options and files in order]',
  'celkiln generate "<prompt>" --out <file> [options]',
  'celkiln pixelate <video> --out <file> [options]',
] as const;

/** All options under their headings, in the order of the help. */
export const SHOWN_OPTIONS: readonly { readonly title: string; readonly options: readonly ShownOption[] }[] = [
  askOptions<BatchPlan>(),
  ...MAKE_OPTIONS,
  ...BATCH_OPTIONS.map(({ title, options }) => ({ title: `-b: ${title}`, options })),
];

export const EXIT_CODES = [
  [0, 'done'],
  [1, 'a file could not be read, made or written: nothing was written, the reason is on stderr'],
  [2, 'the words are not ones that celkiln knows'],
  [130, 'canceled'],
] as const;

export const TOKENS =
  '{fullname} {path} {name} {title} {extension} {layer} {group} {tag} {innertag} {outertag} {slice} {duration} {frame} {tagframe}; {frame001} counts 001, 002 ...';

const CLOUD = `With a Supabase project in the editor's settings, CELKILN_EMAIL and CELKILN_PASSWORD sign in to it for generate; without one, the embedded demo generator draws the video.`;

const WIDTH = 100;
const COLUMN = 32;

/** What --help shows. */
export function helpText(): string {
  const groups = SHOWN_OPTIONS.map(({ title, options }) => `${title}:\n${options.map(optionLines).join('')}`);
  const codes = EXIT_CODES.map(([code, meaning]) => `${code} ${meaning}`).join('; ');
  return [
    `Usage:\n${USAGE.map((usage) => `  ${usage}\n`).join('')}`,
    ...groups,
    `${wrapped(`Names may hold ${TOKENS}`, 0)}\n`,
    `${wrapped(`${CLOUD} Progress goes to stderr. Exit codes: ${codes}.`, 0)}\n`,
  ].join('\n');
}

/** -b, --batch, --tag <name> ... as it is typed. */
export function spellings({ name, alias, letter, value }: ShownOption): string {
  const long = [name, alias].flatMap((each) => (each === undefined ? [] : [`--${each}`])).join(', ');
  return `${letter === undefined ? '' : `-${letter}, `}${long}${value === undefined ? '' : ` ${value}`}`;
}

function optionLines(option: ShownOption): string {
  const head = `  ${spellings(option)}`;
  const text = wrapped(option.help, COLUMN);
  return head.length < COLUMN - 1 ? `${head.padEnd(COLUMN)}${text}\n` : `${head}\n${' '.repeat(COLUMN)}${text}\n`;
}

/** Lines of up to WIDTH letters; all but the first begin at `column`. */
function wrapped(text: string, column: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && column + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(column)}`);
}
