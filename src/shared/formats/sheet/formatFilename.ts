/** What the tokens of a filename format stand for. */
export interface FilenameParts {
  /** The file that the picture is from, with its folder. */
  readonly path: string;
  /** Frame number from 0; absent when there is only one. */
  readonly frame?: number;
  /** Frame number within the tag, from 0. */
  readonly tagFrame?: number;
  readonly layer?: string;
  /** The group that holds the layer. */
  readonly group?: string;
  /** The innermost tag around the frame. */
  readonly tag?: string;
  /** The outermost tag around the frame. */
  readonly outerTag?: string;
  readonly slice?: string;
  /** Milliseconds. */
  readonly duration?: number;
}

/**
 * Fills in a filename format as Aseprite's --filename-format knows it: {fullname} {path} {name} {title} {extension}
 * {layer} {group} {tag} {innertag} {outertag} {slice} {duration} {frame} {tagframe}. Digits behind frame and tagframe
 * state the first number and, by how many they are, the width: {frame001} counts 001, 002. Other braces stay.
 */
export function formatFilename(format: string, parts: FilenameParts): string {
  const { path } = parts;
  const name = path.replace(/^.*[/\\]/, '');
  const dot = name.lastIndexOf('.');
  const texts = new Map<string, string>([
    ['fullname', path],
    ['path', path === name ? '.' : path.slice(0, path.length - name.length - 1) || '/'],
    ['name', name],
    ['title', dot < 0 ? name : name.slice(0, dot)],
    ['extension', dot < 0 ? '' : name.slice(dot + 1)],
    ['layer', parts.layer ?? ''],
    ['group', parts.group ?? ''],
    ['slice', parts.slice ?? ''],
    ['tag', parts.tag ?? ''],
    ['innertag', parts.tag ?? ''],
    ['outertag', parts.outerTag ?? parts.tag ?? ''],
    ['duration', parts.duration === undefined ? '' : String(parts.duration)],
  ]);
  return format.replace(/\{([a-z]+)(\d*)\}/g, (token, word: string, digits: string) => {
    if (word === 'frame') return counted(parts.frame, digits);
    if (word === 'tagframe') return counted(parts.tagFrame, digits);
    return digits === '' ? (texts.get(word) ?? token) : token;
  });
}

function counted(number: number | undefined, digits: string): string {
  return number === undefined ? '' : String(number + Number(digits)).padStart(digits.length, '0');
}

/** The names of a sheet's frames when no format is given. */
export function defaultSheetFormat(has: {
  readonly frames: boolean;
  readonly layer: boolean;
  readonly tag: boolean;
  readonly slice?: boolean;
}): string {
  const parts = [
    '{title}',
    has.slice && '-{slice}',
    has.layer && ' ({layer})',
    has.tag && ' #{tag}',
    has.frames && ' {frame}',
    '.{extension}',
  ];
  return parts.filter((part) => typeof part === 'string').join('');
}
