import { CLIP_RANGES, type ClipSettings } from '../../../shared/clip/clipSettings.ts';

/** What the panel holds of one take: the settings, and the contact sheet with what was dropped from it. */
export interface Draft {
  /** Its `frames` is always null: they stand in `sheet`. */
  readonly settings: ClipSettings;
  /** Null: all frames that the loop leaves, in their order. */
  readonly sheet: readonly SheetFrame[] | null;
}

/** A frame of the contact sheet. One that was dropped keeps its place, so that it can be taken back. */
export interface SheetFrame {
  /** Its number in the range. */
  readonly number: number;
  readonly kept: boolean;
}

/** Frames are known by their number in the range; after a change of these the numbers mean other pictures. */
const RENUMBERING = [
  'range',
  'fps',
  'loop',
  'dropDuplicates',
  'frameCount',
] as const satisfies readonly (keyof ClipSettings)[];

export function draftOf({ frames, ...settings }: ClipSettings): Draft {
  return {
    settings: { ...settings, frames: null },
    sheet: frames?.map((number) => ({ number, kept: true })) ?? null,
  };
}

/** The settings to cut with. */
export function settingsOf({ settings, sheet }: Draft): ClipSettings {
  if (sheet === null) return settings;
  const frames = sheet.filter(({ kept }) => kept).map(({ number }) => number);
  return { ...settings, frames: frames.length > 0 ? frames : null };
}

/** The draft with settings changed; the same draft when they were so already. */
export function changed(draft: Draft, change: Partial<ClipSettings>): Draft {
  const settings = consistent({ ...draft.settings, ...change, frames: null });
  if (JSON.stringify(settings) === JSON.stringify(draft.settings)) return draft;
  const renumbered = RENUMBERING.some((key) => JSON.stringify(settings[key]) !== JSON.stringify(draft.settings[key]));
  return { settings, sheet: renumbered ? null : draft.sheet };
}

/** What is surely the backdrop is nearer to it than what perhaps is. */
function consistent(settings: ClipSettings): ClipSettings {
  const { step, most } = CLIP_RANGES.matteSoft;
  const soft = Math.min(most, Math.max(settings.matteSoft, settings.matteSure + step));
  return soft === settings.matteSoft ? settings : { ...settings, matteSoft: rounded(soft, step) };
}

/** Without the crumbs of binary fractions. */
export function rounded(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(4));
}
