import { join } from 'node:path';
import type { Environment, WindowState } from '../shared/ipc.ts';
import type { Settings } from '../shared/settings.ts';
import type { Closing } from './closing.ts';
import type { Dialogs } from './dialogs.ts';
import type { OpenedFiles } from './openedFiles.ts';
import { RequestError } from './requestError.ts';
import type { Shell } from './requests.ts';
import type { StartNotices } from './startNotices.ts';
import { windowTitle } from './window.ts';

/** What the shell is made of; Electron's objects as far as they are needed. */
export interface ShellParts {
  readonly window: {
    setTitle(title: string): void;
    setDocumentEdited(edited: boolean): void;
  };
  readonly closing: Closing;
  readonly dialogs: Dialogs;
  readonly opened: OpenedFiles;
  readonly surroundings: Omit<Environment, 'files' | 'notices'>;
  readonly notices: Pick<StartNotices, 'take'>;
  /** Where our documentation lies: every page as page.md, and in Korean as page.ko.md. */
  readonly docs: string;
  /** Asked each time, because the language can change. */
  language(): 'en' | 'ko';
  /** Opens a file or a folder in the program that the system has for it; answers with what went wrong, or nothing. */
  openPath(path: string): Promise<string>;
  settingsChanged(settings: Settings): void;
}

/** The window and the system around it, as the requests see them. */
export function createShell(parts: ShellParts): Shell {
  const { window, closing, dialogs, opened } = parts;
  return {
    environment: async () => ({ ...parts.surroundings, files: await opened.take(), notices: parts.notices.take() }),
    chooseFiles: (purpose) => dialogs.chooseFiles(purpose),
    choosePlace(suggestedName, format) {
      closing.heard();
      return dialogs.choosePlace(suggestedName, format);
    },
    askAboutUnsaved(name) {
      closing.heard();
      return dialogs.askAboutUnsaved(name);
    },
    confirmProgram: (path) => dialogs.confirmProgram(path),
    confirmReplacing: (name, count) => dialogs.confirmReplacing(name, count),
    confirmSequence: (name, count) => dialogs.confirmSequence(name, count),
    describeWindow(state: WindowState) {
      closing.note(state.unsaved);
      window.setTitle(windowTitle(state));
      window.setDocumentEdited(state.unsaved);
    },
    awaitFiles: () => closing.heard(),
    closeWindow: () => closing.close(),
    async openHelp(page) {
      const file = parts.language() === 'ko' ? `${page}.ko.md` : `${page}.md`;
      const failure = await parts.openPath(join(parts.docs, file));
      if (failure !== '') throw new RequestError('not_available', `This page could not be opened: ${failure}`);
    },
    async openVideo(path) {
      const failure = await parts.openPath(path);
      if (failure !== '') throw new RequestError('not_available', `The video could not be opened: ${failure}`);
    },
    async openFolder(path) {
      const failure = await parts.openPath(path);
      if (failure !== '') throw new RequestError('not_available', `The folder could not be opened: ${failure}`);
    },
    settingsChanged: (settings) => parts.settingsChanged(settings),
  };
}
