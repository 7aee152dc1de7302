import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The command line as Electron reads it: switches may stand anywhere, the first other word is the application. */
export interface HostArguments {
  /** As given, after the program's own name. */
  readonly all: readonly string[];
  /** Modules to load before the application (-r, --require). */
  readonly required: readonly string[];
  readonly switches: ReadonlyMap<string, string>;
  /** Absolute path of the application's folder or main file; undefined when none is named. */
  readonly application: string | undefined;
}

export interface ApplicationPackage {
  readonly folder: string;
  readonly main: string;
  readonly name: string;
  readonly version: string;
}

/** `words` is the command line without the program; relative paths are taken from `workingFolder`. */
export function parseArguments(words: readonly string[], workingFolder: string): HostArguments {
  const required: string[] = [];
  const switches = new Map<string, string>();
  let application: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-r' || word === '--require') required.push(words[++at] ?? '');
    else if (word.startsWith('--')) {
      const [name = '', ...value] = word.slice(2).split('=');
      switches.set(name.toLowerCase(), value.join('='));
    } else if (!word.startsWith('-')) application ??= path.resolve(workingFolder, word);
  }
  return { all: words, required, switches, application };
}

/** Reads the application's package.json; a file stands for an application that is only this main module. */
export function readApplication(place: string): ApplicationPackage {
  if (statSync(place, { throwIfNoEntry: false })?.isFile()) {
    const folder = path.dirname(place);
    return { folder, main: place, name: path.basename(folder), version: '0.0.0' };
  }
  let text: string;
  try {
    text = readFileSync(path.join(place, 'package.json'), 'utf8');
  } catch (error) {
    throw new Error(`No application in ${place}: its package.json cannot be read.`, { cause: error });
  }
  const { main = 'index.js', name = path.basename(place), productName = name, version = '0.0.0' } = JSON.parse(text);
  return { folder: place, main: path.join(place, main), name: productName, version };
}
