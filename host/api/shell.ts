import { spawn } from 'node:child_process';
import { browser } from '../browser.ts';

/** https://www.electronjs.org/docs/latest/api/shell, by the programs that desktops on Linux have for it. */
export const shell = {
  async openExternal(url: string): Promise<void> {
    await run('xdg-open', [url]);
  },

  /** Answers with what went wrong, or nothing. */
  async openPath(file: string): Promise<string> {
    try {
      await run('xdg-open', [file]);
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  },

  showItemInFolder(file: string): void {
    run('xdg-open', [file.replace(/[^/]*$/, '')]).catch((error) => console.error(error));
  },

  async trashItem(file: string): Promise<void> {
    await run('gio', ['trash', file]);
  },

  beep(): void {
    process.stderr.write('\u0007');
  },
};

function run(program: string, words: readonly string[]): Promise<void> {
  if (!browser.visible && program === 'xdg-open') {
    return Promise.reject(new Error('There is no display to open anything on.'));
  }
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'ignore' });
    child.once('error', (error) => reject(new Error(`${program} could not be run: ${error.message}`)));
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with code ${code}.`))));
  });
}
