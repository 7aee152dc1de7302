import { EventEmitter, on } from 'node:events';
import { browser } from '../browser.ts';
import type { DialogAnswer } from '../page/dialogPages.ts';
import * as dialogPages from '../page/dialogPages.ts';

const BACKGROUND = '#2a2c2b';

/** A small window of the host's own; what it shows is in page/dialogPages.ts. */
export class DialogWindow {
  readonly #answers = new EventEmitter();
  readonly #run: (expression: string) => Promise<unknown>;
  readonly #close: () => Promise<unknown>;
  /** What the person answers, one after the other; ends when the window is closed. */
  readonly answers: AsyncIterable<readonly DialogAnswer[]> = on(this.#answers, 'answer', { close: ['closed'] });

  private constructor(run: (expression: string) => Promise<unknown>, close: () => Promise<unknown>) {
    this.#run = run;
    this.#close = close;
  }

  static async open(width: number, height: number): Promise<DialogWindow> {
    const { session, targetId } = await browser.openWindow(width, height, BACKGROUND);
    const window = new DialogWindow(
      (expression) => session.send('Runtime.evaluate', { expression }),
      () => browser.root.send('Target.closeTarget', { targetId }),
    );
    session.on('Runtime.bindingCalled', ({ payload }) => window.#answers.emit('answer', JSON.parse(payload)));
    const stop = browser.root.on('Target.targetDestroyed', (destroyed) => {
      if (destroyed.targetId !== targetId) return;
      stop();
      window.#answers.emit('closed');
    });
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'hostAnswer' });
    return window;
  }

  /** Runs code that calls functions of page/dialogPages.ts. */
  run(code: string): void {
    this.#run(`${Object.values(dialogPages).join('\n')}\n${code}`).catch((error) => console.error(error));
  }

  /** One that has been closed already needs nothing. */
  close(): void {
    this.#close().catch(() => {});
  }
}
