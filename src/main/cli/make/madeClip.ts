import type { ClipReport } from '../../../shared/clip/clipReport.ts';
import type { SourcedClip } from '../../../shared/clip/sourcedClip.ts';
import { toHex } from '../../../shared/sprite/color.ts';

/** Frames that are made and not yet written. */
export interface MadeClip {
  readonly cut: SourcedClip;
  readonly report: ClipReport;
  /** What the video is. */
  readonly source: SourceFacts;
}

export interface SourceFacts {
  readonly name: string;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly codec: string;
  /** As shown, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Null where the file does not say. */
  readonly fps: number | null;
  readonly seconds: number | null;
}

/** What --report writes: where the frames come from, all choices, and all measures. */
export function reportOfClip({ cut: { clip, provenance }, report, source }: MadeClip, version: string): string {
  const { width, height, palette, frames } = clip;
  const durations = frames.map(({ duration }) => duration);
  const { settings, maker, date } = provenance;
  const whole = {
    celkiln: version,
    date,
    maker,
    source,
    settings,
    clip: { width, height, colors: palette.slice(1).map(toHex), durations },
    report,
  };
  return `${JSON.stringify(whole, readable, 2)}\n`;
}

/** Six places behind the point, where a sum of fractions has binary crumbs. */
function readable(_name: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(6)) : value;
}
