import { DEFAULT_EXPORT, type ExportSettings } from '../../../shared/exportSettings.ts';

export type BuiltInPreset = 'gif' | 'engine' | 'packed';

/** The presets that come with the program. Engines read tags from data that is a list. */
export const BUILT_IN_PRESETS: Readonly<Record<BuiltInPreset, ExportSettings>> = {
  gif: { ...DEFAULT_EXPORT, kind: 'gif', scale: 4 },
  engine: { ...DEFAULT_EXPORT, kind: 'sheet', layout: 'rows', data: 'array' },
  packed: {
    ...DEFAULT_EXPORT,
    kind: 'sheet',
    layout: 'packed',
    trim: 'frame',
    shapePadding: 1,
    mergeDuplicates: true,
    data: 'hash',
  },
};

export function sameSettings(a: ExportSettings, b: ExportSettings): boolean {
  const other = new Map<string, unknown>(Object.entries(b));
  return Object.entries(a).every(([name, value]) => other.get(name) === value);
}
