import {
  ALIGNMENTS,
  type Area,
  type BackgroundChoice,
  CLIP_RANGES,
  type ClipSettings,
  DITHERS,
  type GridChoice,
  type LoopChoice,
  SAMPLERS,
  type SettingRange,
  type TimeRange,
} from './clipSettings.ts';

/** A value where it can be used, and undefined where it cannot. */
export type Reader<Value> = (value: unknown) => Value | undefined;

/** The fields of clip settings with their bounds: the one table for all that takes settings from outside. */
export const CLIP_FIELDS: { readonly [Name in keyof ClipSettings]: Reader<ClipSettings[Name]> } = {
  width: between(CLIP_RANGES.width),
  height: between(CLIP_RANGES.height),
  fps: between(CLIP_RANGES.fps),
  range: orNull(timeRange),
  crop: (value) => (value === 'subject' || value === 'picture' ? value : area(value)),
  grid: gridChoice,
  quality: oneOf([4, 6, 8] as const),
  background: backgroundChoice,
  matteSure: between(CLIP_RANGES.matteSure),
  matteSoft: between(CLIP_RANGES.matteSoft),
  removeShadow: flag,
  removeHoles: flag,
  coverage: between(CLIP_RANGES.coverage),
  sampler: oneOf(SAMPLERS),
  detail: between(CLIP_RANGES.detail),
  outline: between(CLIP_RANGES.outline),
  palette: orNull(listOf(color, 256)),
  colorCount: between(CLIP_RANGES.colorCount),
  merge: between(CLIP_RANGES.merge),
  rarity: between(CLIP_RANGES.rarity),
  dither: oneOf(DITHERS),
  steadiness: between(CLIP_RANGES.steadiness),
  stick: between(CLIP_RANGES.stick),
  mergeOrphans: flag,
  loop: loopChoice,
  dropDuplicates: flag,
  frameCount: orNull(between(CLIP_RANGES.frameCount)),
  align: oneOf(ALIGNMENTS),
  frames: orNull(listOf(count, 2000)),
};

/** Whether a value has fields at all. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function between({ least, most, step }: SettingRange): Reader<number> {
  return (value) =>
    isNumber(value) && value >= least && value <= most && (step < 1 || Number.isInteger(value)) ? value : undefined;
}

function oneOf<Value>(values: readonly Value[]): Reader<Value> {
  return (value) => values.find((each) => each === value);
}

function orNull<Value>(read: Reader<Value>): Reader<Value | null> {
  return (value) => (value === null ? null : read(value));
}

function listOf<Value>(read: Reader<Value>, most: number): Reader<readonly Value[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > most) return undefined;
    const items = value.map(read);
    return items.every((item): item is NonNullable<typeof item> => item !== undefined) ? items : undefined;
  };
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Pixels, seconds and frames of a video; more than any has. */
const MOST = 1 << 20;

/** A whole number from 0 that an array could have as its place. */
function count(value: unknown): number | undefined {
  return isNumber(value) && Number.isInteger(value) && value >= 0 && value <= MOST ? value : undefined;
}

function color(value: unknown): number | undefined {
  return isNumber(value) && Number.isInteger(value) && value >= 0 && value <= 0xffffffff ? value : undefined;
}

function timeRange(value: unknown): TimeRange | undefined {
  if (!isRecord(value) || !isNumber(value.from) || !isNumber(value.to)) return undefined;
  return value.from >= 0 && value.to > value.from && value.to <= MOST ? { from: value.from, to: value.to } : undefined;
}

function area(value: unknown): Area | undefined {
  if (!isRecord(value)) return undefined;
  const { x, y, width, height } = value;
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height)) return undefined;
  const isNear = Math.max(Math.abs(x), Math.abs(y), width, height) <= MOST;
  return isNear && width >= 1 && height >= 1 ? { x, y, width, height } : undefined;
}

function gridChoice(value: unknown): GridChoice | undefined {
  if (!isRecord(value)) return undefined;
  if (value.kind === 'off' || value.kind === 'auto') return { kind: value.kind };
  const cell = between(CLIP_RANGES.cell)(value.cell);
  return value.kind === 'cell' && cell !== undefined ? { kind: 'cell', cell } : undefined;
}

function backgroundChoice(value: unknown): BackgroundChoice | undefined {
  if (!isRecord(value)) return undefined;
  if (value.kind === 'auto' || value.kind === 'keep') return { kind: value.kind };
  const key = color(value.color);
  return value.kind === 'key' && key !== undefined ? { kind: 'key', color: key } : undefined;
}

function loopChoice(value: unknown): LoopChoice | undefined {
  if (!isRecord(value)) return undefined;
  if (value.kind === 'auto' || value.kind === 'off' || value.kind === 'once') return { kind: value.kind };
  const [start, length] = [count(value.start), count(value.length)];
  const isSpan = value.kind === 'span' && start !== undefined && length !== undefined && length > 0;
  return isSpan ? { kind: 'span', start, length } : undefined;
}
