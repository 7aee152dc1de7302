import type { BrowserWindowConstructorOptions } from 'electron';
import * as z from 'zod';
import type { WindowState } from '../shared/ipc.ts';
import type { Keeper } from './fileKeeper.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was when it was last closed. */
export interface WindowPlace extends Bounds {
  readonly maximized: boolean;
}

const SMALLEST = { width: 960, height: 600 };
const USUAL = { width: 1440, height: 900 };
const PLACE = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(SMALLEST.width).max(32_767),
  height: z.int().min(SMALLEST.height).max(32_767),
  maximized: z.boolean(),
});

/** How the one window is made: sandboxed, isolated, as large as it was. */
export function windowOptions(setup: {
  readonly preload: string;
  readonly place: WindowPlace | undefined;
  /** The area of the screen without panels, in which a first window is made. */
  readonly workArea: Bounds;
  readonly development: boolean;
}): BrowserWindowConstructorOptions {
  const { preload, place, workArea, development } = setup;
  return {
    ...(place ? { x: place.x, y: place.y, width: place.width, height: place.height } : firstSize(workArea)),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Celkiln',
    // The page's own colour, so that nothing flashes white before it is drawn.
    backgroundColor: '#1b1d1c',
    show: false,
    autoHideMenuBar: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: development,
    },
  };
}

/** The remembered place, if it is a valid one and enough of the title bar to grasp lies on some screen. */
export function readPlace(keeper: Keeper, workAreas: readonly Bounds[]): WindowPlace | undefined {
  const { data } = PLACE.safeParse(keeper.get('window'));
  return data && workAreas.some((area) => showsTitleBar(data, area)) ? data : undefined;
}

export function keepPlace(keeper: Keeper, place: WindowPlace): void {
  if (PLACE.safeParse(place).success) keeper.set('window', place);
}

/** Title as the system shows it: the sprite, with a mark when no file holds its changes, and what runs. */
export function windowTitle({ title, unsaved, jobs }: WindowState): string {
  const sprite = title === '' ? '' : `${unsaved ? '● ' : ''}${title}`;
  return [sprite, jobs, 'Celkiln'].filter((part) => part !== '').join(' — ');
}

function firstSize(area: Bounds): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(SMALLEST.width, Math.min(USUAL.width, area.width)),
    height: Math.max(SMALLEST.height, Math.min(USUAL.height, area.height)),
  };
}

const GRASP = { width: 100, height: 30 };

function showsTitleBar(place: Bounds, area: Bounds): boolean {
  const width = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  const below = area.y + area.height - place.y;
  return width >= GRASP.width && place.y >= area.y - GRASP.height / 2 && below >= GRASP.height;
}
