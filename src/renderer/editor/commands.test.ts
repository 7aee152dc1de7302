import { expect, test } from 'vitest';
import { COMMANDS, type CommandId } from '../../shared/commands.ts';
import { eachLayer } from '../../shared/sprite/layers.ts';
import { newSprite } from '../../shared/sprite/newSprite.ts';
import { UnderWay } from '../../shared/underWay.ts';
import { chooseTool, setForeground } from './actions.ts';
import { BEHAVIOURS, isEnabled, runCommand } from './commands.ts';
import { openDocument, undoActive } from './documents.ts';
import type { Editor } from './editor.ts';
import { commandFor, heldToolFor, isCommand, type KeyPress, shortcutText } from './keys.ts';
import { toolStoppedBy } from './pointer.ts';
import type { Session } from './session.ts';
import { createStore } from './store.ts';
import { documentOf, gesture, pictureOf, RED, rows, sessionWith } from './testSession.ts';

const start = setForeground(sessionWith({ width: 6, height: 3 }), RED);
const drawn = gesture(start, [
  [0, 0],
  [1, 0],
]);

/** An editor whose outside must not be asked for anything. */
function editorWith(session: Session): Editor {
  const refuse = new Proxy({}, { get: (_, name) => () => Promise.reject(new Error(`${String(name)} was asked for.`)) });
  return {
    store: createStore(session),
    requests: refuse as Editor['requests'],
    codecs: refuse as Editor['codecs'],
    writing: new UnderWay(),
    clock: () => 0,
  };
}

function after(session: Session, ...commands: readonly CommandId[]): Session {
  const editor = editorWith(session);
  for (const id of commands) runCommand(editor, id);
  return editor.store.get();
}

test('every command has a behaviour, and no two share a key', () => {
  expect(Object.keys(BEHAVIOURS).toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
  const keys = Object.values(COMMANDS).flatMap((command) => command.keys);
  expect(keys.length).toBe(new Set(keys).size);
});

test('without a sprite, only what needs none is enabled', () => {
  const empty: Session = { ...start, documents: [], active: null };
  expect(
    Object.keys(COMMANDS)
      .filter(isCommand)
      .filter((id) => isEnabled(empty, id) && COMMANDS[id].menu?.in === 'frame'),
  ).toEqual([]);
  expect(isEnabled(empty, 'newSprite')).toBe(true);
  expect(after(empty, 'newFrame', 'undo', 'fill')).toBe(empty);
});

test('copy and paste bring pixels back where they were, as one step', () => {
  const pasted = after(drawn, 'selectAll', 'copy', 'clear', 'paste');
  expect(pictureOf(pasted)).toBe(pictureOf(drawn));
  expect(pictureOf(undoActive(pasted))).toBe(rows('......\n......\n......'));
});

test('flipping turns the cel over within its own bounds, or the selection within its', () => {
  const corner = gesture(drawn, [[0, 1]]);
  expect(pictureOf(after(corner, 'flipVertical'))).toBe(
    rows(`
    R.....
    RR....
    ......`),
  );
  expect(pictureOf(after(corner, 'selectAll', 'flipHorizontal'))).toBe(
    rows(`
    ....RR
    .....R
    ......`),
  );
});

test('a new frame is a copy, an empty one is not; both are gone to', () => {
  const copy = after(drawn, 'newFrame');
  expect(documentOf(copy).frame).toBe(documentOf(copy).history.now.sprite.frames[1]?.id);
  expect(pictureOf(copy)).toBe(pictureOf(drawn));
  expect(pictureOf(after(drawn, 'newEmptyFrame'))).toBe(rows('......\n......\n......'));
  expect(documentOf(after(copy, 'deleteFrame')).history.now.sprite.frames).toHaveLength(1);
});

test('undoing the frame that one stands on goes back to its neighbour', () => {
  const copy = after(drawn, 'newFrame', 'undo');
  expect(documentOf(copy).frame).toBe(documentOf(drawn).frame);
  expect(documentOf(copy).history.now.sprite).toBe(documentOf(drawn).history.now.sprite);
});

test('layers are added above the current one and become current', () => {
  const two = after(drawn, 'newLayer');
  const names = [...eachLayer(documentOf(two).history.now.sprite.layers)].map(({ name }) => name);
  expect(names).toEqual(['Layer 1', 'Layer 2']);
  expect(documentOf(two).layer).not.toBe(documentOf(drawn).layer);
  const one = after(two, 'deleteLayer');
  expect(documentOf(one).layer).toBe(documentOf(drawn).layer);
  expect(documentOf(after(one, 'deleteLayer')).history.now.sprite.layers).toHaveLength(1);
});

test('changing the colour mode there and back keeps what the palette has', () => {
  const indexed = after(drawn, 'colorModeIndexed');
  expect(documentOf(indexed).history.now.sprite.colorMode).toBe('indexed');
  expect(pictureOf(after(indexed, 'undo'))).toBe(pictureOf(drawn));
});

function press(key: string, code: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

test.each<[KeyPress, CommandId | undefined]>([
  [press('b', 'KeyB'), 'toolPencil'],
  [press('ㅠ', 'KeyB'), 'toolPencil'],
  [press('N', 'KeyN', { shiftKey: true }), 'newLayer'],
  [press('z', 'KeyZ', { ctrlKey: true }), 'undo'],
  [press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }), 'redo'],
  [press('+', 'Equal', { shiftKey: true }), 'brushLarger'],
  [press('=', 'Equal', { ctrlKey: true }), 'zoomIn'],
  [press('"', 'Quote', { ctrlKey: true, shiftKey: true }), 'togglePixelGrid'],
  [press(' ', 'Space', { ctrlKey: true }), 'commandPalette'],
  [press('ArrowLeft', 'ArrowLeft'), 'previousFrame'],
  [press('q', 'KeyQ'), undefined],
  [press('Tab', 'Tab', { ctrlKey: true }), 'nextTab'],
  [press('Tab', 'Tab', { ctrlKey: true, shiftKey: true }), 'previousTab'],
  [press('Insert', 'Insert', { shiftKey: true }), 'paste'],
  [press('`', 'Backquote'), 'zoom50'],
  [press('0', 'Digit0'), 'nextColor'],
])('%o stands for %s', (key, command) => {
  expect(commandFor(key, 'linux')).toBe(command);
});

test('keys that are held put another tool in the hand', () => {
  expect(heldToolFor(press(' ', 'Space'), 'linux', 'marquee')).toBe('hand');
  expect(heldToolFor(press('Alt', 'AltLeft'), 'linux', 'pencil')).toBe('eyedropper');
  expect(heldToolFor(press('Control', 'ControlLeft'), 'linux', 'pencil')).toBe('move');
  expect(heldToolFor(press('Control', 'ControlLeft'), 'linux', 'line')).toBeUndefined();
  // Shift and Mod together keep a line to steps of 45 degrees.
  expect(heldToolFor(press('Control', 'ControlLeft', { shiftKey: true }), 'linux', 'pencil')).toBeUndefined();
});

test('shortcuts are written as each system writes them', () => {
  expect(shortcutText('saveAs', 'linux')).toBe('Ctrl+Shift+S');
  expect(shortcutText('saveAs', 'darwin')).toBe('⌘⇧S');
  expect(shortcutText('brushLarger', 'linux')).toBe('=');
  expect(shortcutText('deleteLayer', 'linux')).toBe('');
  expect([shortcutText('nextTab', 'linux'), shortcutText('nextTab', 'darwin')]).toEqual(['Ctrl+Tab', '⌃Tab']);
});

test('tabs come to the front in a circle', () => {
  const two = openDocument(start, {
    name: 'two',
    file: null,
    sprite: newSprite({ width: 1, height: 1 }),
    saved: false,
  });
  expect(documentOf(after(two, 'nextTab')).name).toBe('test');
  expect(documentOf(after(two, 'nextTab', 'nextTab')).name).toBe('two');
  expect(documentOf(after(two, 'previousTab')).name).toBe('test');
  expect(documentOf(after(two, 'previousTab', 'previousTab')).name).toBe('two');
});

test('a locked layer says so, and its pixels stay where they are', () => {
  const locked = after(drawn, 'selectAll', 'toggleLayerLocked');
  expect(toolStoppedBy(locked)).toBe('locked');
  const marquee = chooseTool(locked, 'marquee');
  expect(toolStoppedBy(marquee)).toBeNull();
  const dragged = gesture(marquee, [
    [0, 0],
    [1, 1],
  ]);
  expect(pictureOf(dragged)).toBe(pictureOf(drawn));
  expect(toolStoppedBy(after(drawn, 'toggleLayerVisible'))).toBe('hidden');
  expect(toolStoppedBy(after(drawn, 'newGroup'))).toBe('group');
  expect(toolStoppedBy(drawn)).toBeNull();
});
