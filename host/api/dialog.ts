import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';

type Called<Options> = [Options] | [object | undefined, Options];

/**
 * https://www.electronjs.org/docs/latest/api/dialog. There are no dialogs to show, so all are canceled; tests put
 * functions of their own in place of these.
 */
export const dialog = {
  async showOpenDialog(..._options: Called<OpenDialogOptions>): Promise<{ canceled: boolean; filePaths: string[] }> {
    return { canceled: true, filePaths: [] };
  },

  async showSaveDialog(..._options: Called<SaveDialogOptions>): Promise<{ canceled: boolean; filePath: string }> {
    return { canceled: true, filePath: '' };
  },

  async showMessageBox(...called: Called<MessageBoxOptions>): Promise<{ response: number; checkboxChecked: boolean }> {
    const options = called.length === 2 ? called[1] : called[0];
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },

  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
  },
};
