import { expect, test } from 'vitest';
import type { Failure } from '../shared/ipc.ts';
import { createStartNotices } from './startNotices.ts';

test('notices wait for the page, and are sent from then on; a page that was loaded anew gets none twice', () => {
  const sent: Failure[] = [];
  const notices = createStartNotices((notice) => sent.push(notice));
  const early = { code: 'backend_temporary', message: '' };
  const late = { code: 'settings_set_aside', message: '/x' };
  notices.add(early);
  expect(sent).toEqual([]);
  expect(notices.take()).toEqual([early]);
  notices.add(late);
  expect(sent).toEqual([late]);
  expect(notices.take()).toEqual([]);
});
