import { createContext, useContext, useSyncExternalStore } from 'react';
import { type ClipSettings, DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { GENERATION_LIMITS, type Generation, type GenerationRequest } from '../../../shared/ipc.ts';
import { alpha } from '../../../shared/sprite/color.ts';
import type { Palette } from '../../../shared/sprite/sprite.ts';
import { spriteOf } from '../../editor/documents.ts';
import type { Document } from '../../editor/session.ts';
import { paletteHasFrame, type StartFrame } from '../../editor/startFrame.ts';
import { createStore, type Store } from '../../editor/store.ts';

/** What the Generate form holds. It outlives the form, which stands in the start screen or in the dock. */
export interface Draft extends ClipDraft {
  readonly prompt: string;
  /** Where the video begins, if the provider lets one choose. */
  readonly startFrom: 'nothing' | 'frame';
}

/** How a video becomes frames, as the artist chooses it. */
export interface ClipDraft {
  readonly width: number;
  readonly height: number;
  /** Width and height are typed instead of chosen. */
  readonly customSize: boolean;
  readonly colors: number | 'palette';
  readonly fps: number;
  readonly loop: boolean;
  readonly background: 'remove' | 'keep';
}

export const NEW_CLIP: ClipDraft = {
  width: 64,
  height: 64,
  customSize: false,
  colors: 16,
  fps: 12,
  loop: true,
  background: 'remove',
};

export const SIZES = [32, 48, 64, 96, 128] as const;
export const COLOR_COUNTS = [8, 16, 24, 32] as const;

/** The settings to send; a palette that there is not (any more) falls back to 16 colours. */
export function clipSettings(draft: ClipDraft, palette: Palette | undefined): ClipSettings {
  const { width, height, fps } = draft;
  const common: ClipSettings = {
    ...DEFAULT_CLIP,
    width,
    height,
    fps,
    loop: { kind: draft.loop ? 'auto' : 'off' },
    background: { kind: draft.background === 'remove' ? 'auto' : 'keep' },
  };
  if (draft.colors !== 'palette') return { ...common, colorCount: draft.colors };
  const colors = [...new Set(palette?.colors.filter((color) => alpha(color) === 255))].slice(0, 255);
  return colors.length < 2 ? { ...common, colorCount: 16 } : { ...common, colorCount: colors.length, palette: colors };
}

/** @param start Null: the video begins with nothing in particular. With a frame the clip shows what that one shows. */
export function requestOf(draft: Draft, palette: Palette | undefined, start: StartFrame | null): GenerationRequest {
  const settings = clipSettings(draft, palette);
  const prompt = draft.prompt.trim();
  if (start === null) return { settings, prompt };
  const { picture, screen } = start;
  const key = screen !== null && { background: { kind: 'key', color: screen } as const };
  return { settings: { ...settings, crop: 'picture', ...key }, prompt, startFrame: picture };
}

/**
 * What the form holds when the video is to begin with the current frame: the clip becomes as large as the sprite, where it
 * may, and is drawn in its palette where that has the frame's colours.
 */
export function startingFrom(startFrom: Draft['startFrom'], document: Document | undefined): Partial<Draft> {
  if (startFrom === 'nothing' || document === undefined) return { startFrom };
  const { least, most } = GENERATION_LIMITS.side;
  const { width, height } = spriteOf(document);
  const fits = Math.min(width, height) >= least && Math.max(width, height) <= most;
  const colors = paletteHasFrame(document) && ({ colors: 'palette' } as const);
  return { startFrom, ...(fits && sizeOf(width, height)), ...colors };
}

function sizeOf(width: number, height: number): Pick<ClipDraft, 'width' | 'height' | 'customSize'> {
  return { width, height, customSize: width !== height || !SIZES.some((size) => size === width) };
}

/** What the form must hold to ask for a clip like that again. */
export function draftOf({ origin, settings }: Pick<Generation, 'origin' | 'settings'>): Partial<Draft> {
  const { width, height, colorCount, fps, loop, background, palette } = settings;
  return {
    prompt: origin.request.prompt,
    ...sizeOf(width, height),
    colors: palette === undefined ? colorCount : 'palette',
    fps,
    loop: loop.kind === 'auto',
    background: background.kind === 'keep' ? 'keep' : 'remove',
  };
}

export function newDraft(): Store<Draft> {
  return createStore<Draft>({ ...NEW_CLIP, prompt: '', startFrom: 'nothing' });
}

export const DraftContext = createContext<Store<Draft>>(newDraft());

export function useDraft(): readonly [Draft, (change: Partial<Draft>) => void] {
  const store = useContext(DraftContext);
  const draft = useSyncExternalStore(store.subscribe, store.get, store.get);
  return [draft, (change) => store.update((before) => ({ ...before, ...change }))];
}
