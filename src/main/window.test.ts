import { expect, test } from 'vitest';
import { createMemoryKeeper } from './settings.ts';
import { keepPlace, readPlace, windowOptions, windowTitle } from './window.ts';

const SCREEN = { x: 0, y: 25, width: 1920, height: 1055 };
const RIGHT = { x: 1920, y: 0, width: 1280, height: 1024 };
const PLACE = { x: 100, y: 100, width: 1200, height: 800, maximized: false };

test('the page is locked away from Node and the system', () => {
  const { webPreferences } = windowOptions({
    preload: '/p.cjs',
    place: undefined,
    workArea: SCREEN,
    development: false,
  });
  expect(webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    devTools: false,
  });
});

test.each([
  [{ x: 0, y: 0, width: 1920, height: 1080 }, 1440, 900],
  [{ x: 0, y: 0, width: 1280, height: 720 }, 1280, 720],
  [{ x: 0, y: 0, width: 800, height: 600 }, 960, 600],
])('on a screen of %j the first window is %d wide and %d high', (workArea, width, height) => {
  expect(windowOptions({ preload: '', place: undefined, workArea, development: false })).toMatchObject({
    width,
    height,
    minWidth: 960,
    minHeight: 600,
  });
});

test('the window comes back where it was', () => {
  const keeper = createMemoryKeeper();
  expect(readPlace(keeper, [SCREEN])).toBeUndefined();
  keepPlace(keeper, PLACE);
  expect(readPlace(keeper, [SCREEN])).toEqual(PLACE);
});

test.each([
  ['on a second screen', { ...PLACE, x: 2000 }, [SCREEN, RIGHT], true],
  ['on a screen that is gone', { ...PLACE, x: 2000 }, [SCREEN], false],
  ['above the screen', { ...PLACE, y: -500 }, [SCREEN], false],
  ['below the screen', { ...PLACE, y: 1070 }, [SCREEN], false],
  ['half to the left', { ...PLACE, x: -1000 }, [SCREEN], true],
  ['all to the left', { ...PLACE, x: -1150 }, [SCREEN], false],
] as const)('a place %s is taken again: %#', (_where, place, screens, taken) => {
  const keeper = createMemoryKeeper();
  keepPlace(keeper, place);
  expect(readPlace(keeper, screens) !== undefined).toBe(taken);
});

test.each([undefined, null, 'x', {}, { ...PLACE, width: -1 }, { ...PLACE, x: Number.NaN }])(
  '%j is no place',
  (kept) => {
    const keeper = createMemoryKeeper();
    keeper.set('window', kept);
    expect(readPlace(keeper, [SCREEN])).toBeUndefined();
  },
);

test.each([
  [{ title: '', unsaved: false, jobs: '' }, 'Celkiln'],
  [{ title: 'cat.aseprite', unsaved: false, jobs: '' }, 'cat.aseprite — Celkiln'],
  [{ title: 'cat.aseprite', unsaved: true, jobs: '' }, '● cat.aseprite — Celkiln'],
  [{ title: 'cat.png', unsaved: true, jobs: '2 jobs · 45 %' }, '● cat.png — 2 jobs · 45 % — Celkiln'],
  [{ title: '', unsaved: false, jobs: '1 job · 5 %' }, '1 job · 5 % — Celkiln'],
])('%j is titled %s', (state, title) => {
  expect(windowTitle(state)).toBe(title);
});
