import { createContext, useContext, useSyncExternalStore } from 'react';
import { type ClipSettings, DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import type { DecodedImage, Generation, GenerationRequest } from '../../../shared/ipc.ts';
import { alpha } from '../../../shared/sprite/color.ts';
import type { Palette } from '../../../shared/sprite/sprite.ts';
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

/** @param startFrame Null: the video begins with nothing in particular. */
export function requestOf(
  draft: Draft,
  palette: Palette | undefined,
  startFrame: DecodedImage | null,
): GenerationRequest {
  return {
    settings: clipSettings(draft, palette),
    prompt: draft.prompt.trim(),
    ...(startFrame && { startFrame }),
  };
}

/** What the form must hold to ask for a clip like that again. */
export function draftOf({ origin, settings }: Pick<Generation, 'origin' | 'settings'>): Partial<Draft> {
  const { width, height, colorCount, fps, loop, background, palette } = settings;
  return {
    prompt: origin.request.prompt,
    width,
    height,
    customSize: width !== height || !SIZES.some((size) => size === width),
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
