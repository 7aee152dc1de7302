import type { ClipReport } from '../../shared/clip/clipReport.ts';
import { type ClipSettings, DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { type FrameSpan, frameCountOf, frameSpan } from '../ffmpeg/frameSpan.ts';
import type { VideoFacts } from '../ffmpeg/probe.ts';
import { affordableFrames, type DecodeSize, decodeSize } from './decodeSize.ts';

/** Which frames to decode, and how large. */
export interface DecodePlan extends DecodeSize {
  readonly span: FrameSpan;
  readonly fps: number;
  /** Expected. */
  readonly frameCount: number;
  /** Of all frames. */
  readonly bytes: number;
}

/** How much of the picture's height a subject is expected to fill. */
const SUBJECT_SHARE = 0.8;
/** With fewer samples than this share of the wanted ones, a second, finer pass is worth its time. */
const COARSE = 0.7;
/** Frames to expect of a file that does not say how long it is. */
const LENGTH_UNKNOWN = 240;
/** Scales that differ less are one. */
const SAME_SCALE = 1.02;

/** What to decode for these settings, before anything of the video was seen. @throws VideoError `range_too_long` */
export function planDecode(facts: VideoFacts, settings: ClipSettings): DecodePlan {
  return planFor(facts, settings, frameSpan(settings.range, settings.fps, facts), expectedCell(facts, settings));
}

/** The same frames finer, when the cells turned out smaller than expected; undefined where it is not worth it. */
export function finerPlan(
  { span, scale }: DecodePlan,
  facts: VideoFacts,
  settings: ClipSettings,
  { area }: ClipReport,
): DecodePlan | undefined {
  const cell = Math.min(area.width / settings.width, area.height / settings.height);
  // A picture that is shown whole has smaller cells than expected only within black bars, which are never expected.
  const least = settings.crop === 'picture' ? 1 / SAME_SCALE : COARSE;
  if (scale >= 1 || cell * scale >= least * settings.quality) return undefined;
  const wanted = frameSpan(settings.range, settings.fps, facts);
  // As fine as can be had: there are frames already, and these are better.
  const finer = planFor(facts, settings, wanted, cell, 0);
  const isSameSpan = wanted.first === span.first && wanted.end === span.end;
  return finer.scale > scale * (isSameSpan ? SAME_SCALE : 1 / COARSE) ? finer : undefined;
}

/**
 * What to decode in the place of frames that were decoded for much smaller cells than these settings call for: what is
 * cut from those shows other pixels than the same settings do by themselves. Undefined where the frames will do.
 */
export function plainerPlan(
  held: DecodePlan,
  plan: DecodePlan,
  facts: VideoFacts,
  settings: ClipSettings,
  report: ClipReport,
): DecodePlan | undefined {
  const wanted = finerPlan(plan, facts, settings, report) ?? plan;
  return held.scale * COARSE > wanted.scale ? wanted : undefined;
}

/** Whether decoded frames are at least these. */
export function holds(plan: DecodePlan, span: FrameSpan, fps: number, scale = 0): boolean {
  const isThere = plan.fps === fps && plan.span.first <= span.first && plan.span.end >= span.end;
  return isThere && plan.scale * SAME_SCALE >= scale;
}

/** Seconds of a video that can be looked at at once with the usual settings, within the memory that frames may take. */
export function longestRange(facts: VideoFacts): number {
  const { width, height, fps, quality } = DEFAULT_CLIP;
  const cell = expectedCell(facts, { ...DEFAULT_CLIP, crop: 'picture' });
  const scale = Math.min(1, quality / cell);
  const frameBytes = 1.5 * facts.width * scale * facts.height * scale;
  return Math.floor(affordableFrames(frameBytes, width * height) / fps);
}

function planFor(facts: VideoFacts, settings: ClipSettings, span: FrameSpan, cell: number, least?: number): DecodePlan {
  const { fps, quality } = settings;
  const frameCount = frameCountOf(span, fps, facts) ?? LENGTH_UNKNOWN;
  const size = decodeSize({ ...facts, frameCount }, settings, cell, quality, least);
  return { ...size, span, fps, frameCount, bytes: 1.5 * size.width * size.height * frameCount };
}

/** Width of a cell in pixels of the video. */
function expectedCell(facts: VideoFacts, settings: ClipSettings): number {
  const { crop, grid } = settings;
  if (grid.kind === 'cell' && typeof crop !== 'object') return grid.cell;
  const area = typeof crop === 'object' ? crop : facts;
  const across = area.width / settings.width;
  const down = area.height / settings.height;
  const isCropped = settings.background.kind !== 'keep' && crop === 'subject';
  return Math.max(1, isCropped ? SUBJECT_SHARE * Math.min(across, down) : Math.max(across, down));
}
