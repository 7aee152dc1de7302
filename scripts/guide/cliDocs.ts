import { EXIT_CODES, SHOWN_OPTIONS, type ShownOption, spellings, TOKENS, USAGE } from '../../src/main/cli/help.ts';

/** docs/cli.md and docs/celkiln.1, made from the table of options; cliDocs.test.ts keeps them current. */

const ABOUT = `celkiln works on sprites without a window. With -b it reads files and options in their order, as Aseprite's
command line does, so that a build script changes one path; generate and pixelate make sprites out of a prompt or a
video.`;

/** What a script's author should know; each a sentence or a few. */
const RULES: readonly string[] = [
  'Options and files are read from left to right. What is chosen or split counts for the files and for every --save-as behind it. --save-as, --palette, --scale, --shrink-to and --color-mode work on what is open at that point. The options of the sheet count wherever they stand; it is made at the end.',
  'A long option has one dash or two, and its value behind it or behind =. Letters go together: -bv. What follows -- is a file.',
  'Several frames saved as a still picture become numbered files: the digits at the end of the name are the first number and its width (walk-000.png), otherwise 1, 2, 3 are added.',
  'A name with {title}, {name}, {path} or {fullname} saves every sprite opened so far. {layer}, {group}, {tag} and {slice} split the sprite. Names out of the sprite never lead out of the folder: what cannot stand in a file name becomes _.',
  'A numbered picture opens with those that follow it (walk1.png, walk2.png ...) as one sprite; naming those as well opens nothing more. --oneframe reads just the one.',
  'Everything is made before anything is written, folders that are missing are made, and each file is replaced whole or not at all. If something fails, nothing has been written.',
  'generate and pixelate (or import-video, another name of it) read their options in any order, but a --preset changes what stands before it. A given --palette is a lock: no other colour is drawn. The same video and the same options give the same frames.',
  'stdout carries only what was asked for: lists, the JSON of a sheet without --data, --preview. Errors, warnings and progress go to stderr.',
];

/** Where the effect is another one than Aseprite's. */
const DIFFERENCES: readonly string[] = [
  '--script, --script-param, --shell and the options for single platforms do not exist.',
  'A tag or slice that a sprite does not have ends the run with an error that lists those it has, as do layers when it has none of those that are named; Aseprite takes the whole sprite instead, or nothing. A file that cannot be read ends the run too.',
  'A {tag} or {layer} in one --save-as neither splits nor names those behind it.',
  'A --crop cuts sheets too, and so do --slice and --split-slices. --split-slices without {slice} in the name adds -name.',
  'The data of a sheet is the same, key for key; only its meta.app and meta.version name Celkiln.',
  '--save-as writes no .bmp, .pcx, .tga, .qoi, .svg, .ico, .flc or .css.',
  '--preview tells what would be done in other words.',
  'Ordered dithering mixes the two entries that together come closest; its patterns are not those of Aseprite to the pixel.',
];

const EXAMPLES: readonly (readonly [what: string, words: string])[] = [
  ['One GIF per tag', "celkiln -b hero.aseprite --save-as 'out/{title}-{tag}.gif'"],
  ['Numbered pictures', 'celkiln -b hero.aseprite --save-as frames/hero-000.png'],
  [
    'A packed sheet with its data',
    'celkiln -b art/*.aseprite --sheet-pack --trim --sheet atlas.png --data atlas.json --format json-array --list-tags',
  ],
  ['Four sizes', 'celkiln -b icon.aseprite --save-as 1x.png --scale 2 --save-as 2x.png --scale 2 --save-as 4x.png'],
  ['The names of the tags', 'celkiln -b --list-tags hero.aseprite'],
  ['Frames out of a video', "celkiln pixelate run.mp4 --size 32x32 --out 'run/{frame000}.png'"],
  [
    'A sprite in the colours of a palette, with all that was found and chosen',
    'celkiln pixelate cat.mp4 --preset character --palette my.gpl --loop auto --out cat.aseprite --report cat.json',
  ],
];

/** docs/cli.md */
export function cliGuide(): string {
  return [
    '# The command line',
    ABOUT.replaceAll('\n', ' '),
    `\`\`\`\n${USAGE.join('\n')}\n\`\`\``,
    'In a checkout: `npm run cli -- -b hero.aseprite --save-as hero.gif`. Where Celkiln is installed, its program takes the same words and opens no window for them; the .deb and .rpm packages put it on the PATH as `celkiln`, with this page as `man celkiln`.',
    '## Rules',
    RULES.map((rule) => `- ${rule}`).join('\n'),
    `Tokens of names: ${code(TOKENS)}.`,
    '## Options',
    ...SHOWN_OPTIONS.map(({ title, options }) => `### ${title}\n\n${optionTable(options)}`),
    '## Exit codes',
    EXIT_CODES.map(([number, meaning]) => `- ${number}: ${meaning}`).join('\n'),
    '## Examples',
    `\`\`\`sh\n${EXAMPLES.map(([what, words]) => `# ${what}\n${words}`).join('\n')}\n\`\`\``,
    '## Where it differs from Aseprite',
    DIFFERENCES.map((difference) => `- ${difference}`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function code(text: string): string {
  return text.replace(/\{\w+\}/g, '`$&`');
}

function optionTable(options: readonly ShownOption[]): string {
  const rows = options.map(
    (option) => `| \`${spellings(option)}\` | ${option.help.replace(/\{\w+\}|--[a-z-]+/g, '`$&`')} |`,
  );
  return ['| Option | What it does |', '|---|---|', ...rows].join('\n');
}

/** docs/celkiln.1, for man. */
export function manPage(): string {
  return [
    '.TH CELKILN 1',
    section('NAME', ['celkiln \\- work on pixel-art sprites from the command line']),
    section(
      'SYNOPSIS',
      USAGE.flatMap((usage) => [`.B ${roff(usage)}`, '.br']),
    ),
    section('DESCRIPTION', [roff(ABOUT)]),
    ...RULES.map((rule) => `.PP\n${roff(rule)}`),
    `.PP\nTokens of names: ${roff(TOKENS)}`,
    section('OPTIONS', []),
    ...SHOWN_OPTIONS.map(({ title, options }) => `.SS "${roff(title)}"\n${options.map(manOption).join('\n')}`),
    section(
      'EXIT STATUS',
      EXIT_CODES.flatMap(([number, meaning]) => ['.TP', `.B ${number}`, roff(meaning)]),
    ),
    section(
      'EXAMPLES',
      EXAMPLES.flatMap(([what, words]) => ['.TP', `${roff(what)}:`, `.B ${roff(words)}`]),
    ),
    section(
      'DIFFERENCES FROM ASEPRITE',
      DIFFERENCES.flatMap((difference) => ['.PP', roff(difference)]),
    ),
  ]
    .join('\n')
    .concat('\n');
}

function section(title: string, lines: readonly string[]): string {
  return [`.SH ${title}`, ...lines].join('\n');
}

function manOption(option: ShownOption): string {
  return `.TP\n.B ${roff(spellings(option))}\n${roff(option.help)}`;
}

/** Dashes as they are typed, no line that begins with a command of roff. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('"', '\\(dq')
    .replace(/^([.'])/gm, '\\&$1');
}
