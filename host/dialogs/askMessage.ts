import type { MessagePage } from '../page/dialogPages.ts';
import { DialogWindow } from './dialogWindow.ts';

/** Shows a message with buttons; answers with the index of the one that is pressed, or of the cancelling one. */
export async function askMessage(page: MessagePage): Promise<number> {
  const lines = (page.message.length + page.detail.length) / 50 + page.detail.split('\n').length;
  const window = await DialogWindow.open(480, Math.round(130 + 20 * lines));
  window.run(`showMessage(${JSON.stringify(page)})`);
  for await (const [answer] of window.answers) {
    if (answer?.kind !== 'button') continue;
    window.close();
    return answer.index;
  }
  return page.cancelId;
}
