import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FileFilter, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { browser } from '../browser.ts';
import { askFiles } from '../dialogs/askFiles.ts';
import { askMessage } from '../dialogs/askMessage.ts';
import { app } from './app.ts';

type Called<Options> = [Options] | [object | undefined, Options];

/**
 * https://www.electronjs.org/docs/latest/api/dialog. There are no system dialogs: a person at the display gets windows
 * of the host's own, anyone else cancels. Tests put functions of their own in place of these.
 */
export const dialog = {
  async showOpenDialog(...called: Called<OpenDialogOptions>): Promise<{ canceled: boolean; filePaths: string[] }> {
    const { title = 'Open', buttonLabel = 'Open', properties = [], filters, defaultPath } = optionsOf(called);
    const kind = properties.includes('openDirectory') ? 'folder' : 'open';
    const several = properties.includes('multiSelections');
    const question = {
      title,
      button: buttonLabel,
      kind,
      several,
      name: '',
      extensions: extensionsOf(filters),
    } as const;
    const filePaths = isPersonThere() ? await askFiles({ ...question, folder: startOf(defaultPath) }) : [];
    return { canceled: filePaths.length === 0, filePaths };
  },

  async showSaveDialog(...called: Called<SaveDialogOptions>): Promise<{ canceled: boolean; filePath: string }> {
    const { title = 'Save', buttonLabel = 'Save', filters, defaultPath = '' } = optionsOf(called);
    const folder = startOf(path.dirname(defaultPath));
    const naming = { name: path.basename(defaultPath), extensions: extensionsOf(filters) };
    const question = { title, button: buttonLabel, kind: 'save', several: false, folder, ...naming } as const;
    const [filePath = ''] = isPersonThere() ? await askFiles(question) : [];
    return { canceled: filePath === '', filePath };
  },

  async showMessageBox(...called: Called<MessageBoxOptions>): Promise<{ response: number; checkboxChecked: boolean }> {
    const { title = app.getName(), message, detail = '', buttons = ['OK'], ...rest } = optionsOf(called);
    const cancelId =
      rest.cancelId ??
      Math.max(
        0,
        buttons.findIndex((label) => /^(cancel|no)$/i.test(label)),
      );
    const page = { title, message, detail, buttons, cancelId, defaultId: rest.defaultId ?? 0 };
    const response = isPersonThere() ? await askMessage(page) : cancelId;
    return { response, checkboxChecked: rest.checkboxChecked ?? false };
  },

  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
  },
};

/** Under a test driver a further window would only be in the way, unless the test is about it. */
function isPersonThere(): boolean {
  return (browser.visible && !browser.driven) || process.env.CELKILN_HOST_DIALOGS === '1';
}

function optionsOf<Options extends object>(called: Called<Options>): Options {
  return called.length === 2 ? called[1] : called[0];
}

function extensionsOf(filters: readonly FileFilter[] = []): readonly string[] {
  const [{ extensions } = { extensions: ['*'] }] = filters;
  return extensions.includes('*') ? [] : extensions;
}

function startOf(folder: string | undefined): string {
  const wanted = folder === undefined || folder === '.' ? app.getPath('documents') : path.resolve(folder);
  return existsSync(wanted) ? wanted : app.getPath('home');
}
