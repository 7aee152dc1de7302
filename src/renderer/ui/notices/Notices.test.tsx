import { expect, test } from 'vitest';
import type { Notice } from '../../editor/session.ts';
import { htmlOf, wordsOf } from '../testPage.tsx';
import { Notices } from './Notices.tsx';

const failed = (code: string, message: string, file?: string): Notice => ({
  id: 1,
  tone: 'error',
  message: { code, message },
  ...(file !== undefined && { file }),
});

test.each<[Notice, string]>([
  [
    failed('truncated', '.aseprite, byte 128: 12 frames are announced in 172 bytes', 'cat.aseprite'),
    'cat.aseprite The end of the file is missing. Copy or download it again. ' +
      '.aseprite, byte 128: 12 frames are announced in 172 bytes',
  ],
  [
    failed('not_encodable', 'Cannot write .aseprite: a name is too long', 'cat.aseprite'),
    'cat.aseprite This format cannot hold the sprite. Save it as .aseprite, which holds everything. ' +
      'Cannot write .aseprite: a name is too long',
  ],
  [
    failed('disk_full', 'There is no room left on the disk for “cat.gif”.', 'cat.gif'),
    'cat.gif The disk is full. The old file is unharmed. Make room, then save again.',
  ],
  [failed('offline', ''), 'There is no network. Check your connection, then try again.'],
])('a failure with a file says which, and what its codec found (%#)', (notice, words) => {
  expect(wordsOf(htmlOf(<Notices />, { notices: [notice] }))).toContain(words);
});
