import { expect, test } from 'vitest';
import type { FileId, GrantedFile } from '../shared/ipc.ts';
import { createOpenedFiles, pathsIn } from './openedFiles.ts';

function setUp() {
  const sent: string[] = [];
  const opened = createOpenedFiles(
    async (path): Promise<GrantedFile> => {
      if (path.endsWith('/')) throw new Error('a folder');
      return { id: fileId(path), name: path, kind: 'unknown' };
    },
    (files) => sent.push(files.map((file) => file.name).join()),
  );
  return { opened, sent };
}

test('files wait until the page asks, and are sent from then on', async () => {
  const { opened, sent } = setUp();
  void opened.add(['a', 'folder/', 'b']);
  void opened.add(['c']);
  expect((await opened.take()).map((file) => file.name)).toEqual(['a', 'b', 'c']);
  await opened.add(['d', 'folder/']);
  await opened.add(['folder/']);
  expect(sent).toEqual(['d']);
  expect(await opened.take()).toEqual([]);
});

test.each([
  [
    ['/usr/bin/celkiln', 'cat.png', '/other/dog.png'],
    ['/art/cat.png', '/other/dog.png'],
  ],
  [
    ['electron', '--inspect=0', '.', '--user-data-dir=/x', 'cat.png'],
    ['/art', '/art/cat.png'],
  ],
  [['celkiln', ''], []],
  [['celkiln', 'celkiln://auth/callback?code=abc'], []],
])('the paths in %j', (commandLine, paths) => {
  expect(pathsIn(commandLine, '/art')).toEqual(paths);
});

function fileId(text: string): FileId {
  const isId = (value: string): value is FileId => value !== '';
  if (!isId(text)) throw new Error('A name is not empty');
  return text;
}
