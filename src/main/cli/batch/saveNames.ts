import { type FilenameParts, formatFilename } from '../../../shared/formats/sheet/formatFilename.ts';
import { saveFormatOf } from './saveFormats.ts';

/** How the files of one --save-as are named. */
export interface SaveNames {
  /** As formatFilename reads it. */
  readonly format: string;
  /** What {title} and the like are of: the sprite's file, or the name given with --save-as. */
  readonly subject: 'sprite' | 'saved';
}

export interface Splitting {
  readonly layers: boolean;
  readonly tags: boolean;
  readonly slices: boolean;
}

const TEMPLATE =
  /\{(fullname|path|name|title|extension|layer|group|slice|tag|innertag|outertag|duration)\}|\{(tag)?frame\d*\}/;
const COUNTED = /\{(tag)?frame\d*\}/;

/**
 * A name with braces in it names its files itself; otherwise --filename-format does, or how the sprite is split.
 *
 * @param animated Several frames are saved.
 */
export function saveNames(
  saveAs: string,
  filenameFormat: string | null,
  split: Splitting,
  animated: boolean,
): SaveNames {
  if (TEMPLATE.test(saveAs)) return { format: saveAs, subject: 'sprite' };
  if (filenameFormat !== null) return { format: filenameFormat, subject: 'saved' };
  if (!split.layers && !split.tags && !split.slices) return { format: saveAs, subject: 'saved' };
  const layer = split.layers ? ' ({layer})' : '';
  const slice = split.slices ? '-{slice}' : '';
  const tag = split.tags ? ' #{tag}' : '';
  const frame = animated && isStill(saveAs) && (split.layers || split.tags) ? ' {frame}' : '';
  return { format: `{path}/{title}${slice}${layer}${tag}${frame}.{extension}`, subject: 'saved' };
}

/** Parts of a name ask for splitting by themselves. */
export function splitBy(saveAs: string, filenameFormat: string | null): Splitting & { readonly groups: boolean } {
  const names = TEMPLATE.test(saveAs) ? saveAs : (filenameFormat ?? '');
  const layers = names.includes('{layer}');
  const groups = names.includes('{group}');
  return {
    layers: layers || groups,
    groups: groups && !layers,
    tags: names.includes('{tag}'),
    slices: names.includes('{slice}'),
  };
}

/** Whether a name tells the opened files apart, so that one --save-as means all of them. */
export function namesEachFile(saveAs: string): boolean {
  return /\{(fullname|path|name|title)\}/.test(saveAs);
}

/** The format for `count` files: where it does not count them, the digits at its end do, or digits are added. */
export function countingFormat(format: string, count: number): string {
  if (count < 2 || COUNTED.test(format)) return format;
  const [, before = format, digits = '', ending = ''] = /^(.*?)(\d*)(\.[^./\\]*)?$/s.exec(format) ?? [];
  return `${before}{frame${digits || '1'}}${ending}`;
}

/** The path of one file. What a sprite's author wrote stays within the folder that the format names. */
export function fileName(format: string, parts: FilenameParts): string {
  const { layer, group, tag, outerTag, slice } = parts;
  const safe = Object.entries({ layer, group, tag, outerTag, slice }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, withoutPath(text)]],
  );
  return formatFilename(format, { ...parts, ...Object.fromEntries(safe) });
}

function withoutPath(text: string): string {
  const plain = [...text].map((letter) => (letter < ' ' || '/\\:*?"<>|'.includes(letter) ? '_' : letter)).join('');
  return /^\.+$/.test(plain) ? '_'.repeat(plain.length) : plain;
}

function isStill(name: string): boolean {
  return saveFormatOf(name)?.kind === 'picture';
}
