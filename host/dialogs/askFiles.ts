import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { FilePage, FolderList } from '../page/dialogPages.ts';
import { askMessage } from './askMessage.ts';
import { DialogWindow } from './dialogWindow.ts';

export interface FileQuestion extends FilePage {
  /** Folder to begin in, an absolute path. */
  readonly folder: string;
  /** Endings that are shown, without the dot; empty: all. The first is added to a name that is saved without one. */
  readonly extensions: readonly string[];
}

/** Lets the person choose files or a folder; absolute paths, none when they cancel. */
export async function askFiles(question: FileQuestion): Promise<string[]> {
  const window = await DialogWindow.open(640, 480);
  let { folder } = question;
  const show = (): string => `showFolder(${JSON.stringify(listFolder(folder, question.extensions))})`;
  window.run(`globalThis.showFolder = showFiles(${JSON.stringify(question)}); ${show()}`);
  for await (const [answer] of window.answers) {
    if (answer?.kind === 'folder') {
      folder = path.resolve(folder, answer.folder);
      window.run(show());
    } else if (answer?.kind === 'files') {
      const chosen = answer.names.map((name) => path.resolve(folder, withExtension(name, question)));
      if (!(await mayReplace(chosen, question))) continue;
      window.close();
      return chosen;
    }
  }
  return [];
}

export function listFolder(folder: string, extensions: readonly string[]): FolderList {
  try {
    const shown = readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .filter(({ name, isFolder }) => isFolder || extensions.length === 0 || hasExtension(name, extensions))
      .toSorted((a, b) => Number(b.isFolder) - Number(a.isFolder) || a.name.localeCompare(b.name));
    return { folder, entries: shown, problem: '' };
  } catch (error) {
    return { folder, entries: [], problem: error instanceof Error ? error.message : String(error) };
  }
}

function hasExtension(name: string, extensions: readonly string[]): boolean {
  return extensions.some((extension) => name.toLowerCase().endsWith(`.${extension.toLowerCase()}`));
}

function withExtension(name: string, { kind, extensions }: FileQuestion): string {
  const [first] = extensions;
  return kind !== 'save' || first === undefined || hasExtension(name, extensions) ? name : `${name}.${first}`;
}

async function mayReplace(chosen: readonly string[], { kind, title }: FileQuestion): Promise<boolean> {
  const [file] = chosen;
  if (kind !== 'save' || file === undefined || !existsSync(file)) return true;
  const message = `${path.basename(file)} exists already.`;
  const buttons = ['Replace', 'Cancel'];
  return (await askMessage({ title, message, detail: '', buttons, defaultId: 1, cancelId: 1 })) === 0;
}
