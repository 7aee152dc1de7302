import type { FrameSource } from '../../../shared/clip/clipReport.ts';
import type { Area, ClipSettings } from '../../../shared/clip/clipSettings.ts';
import type { Failure } from '../../../shared/ipc.ts';
import type { Studio, StudioCut, StudioPicture } from '../../../shared/studio.ts';
import type { CutPass } from './cutQueue.ts';
import { changed, type Draft, draftOf, type SheetFrame, settingsOf } from './draft.ts';
import { fittedSize } from './fittedSize.ts';
import type { InsertChoice } from './insertChoice.ts';
import { sheetOf } from './sheet.ts';

export const SIDES = ['a', 'b'] as const;
/** Two takes can be held against each other. */
export type Side = (typeof SIDES)[number];

export const OVERLAYS = ['none', 'flicker', 'offPalette', 'edge', 'coverage'] as const;
export type Overlay = (typeof OVERLAYS)[number];

export const BACKDROPS = ['checker', 'dark', 'light', 'source'] as const;
/** What shows behind the result; `source` is the colour of the video's own backdrop. */
export type Backdrop = (typeof BACKDROPS)[number];

/** Everything that the panel shows, as one readonly value. */
export interface StudioState {
  readonly phase: StudioPhase;
  readonly side: Side;
  /** The other take is shown for as long as a key or a button is held. */
  readonly peek: boolean;
  readonly takes: Readonly<Record<Side, Take>>;
  /** B has been looked at, and is a take of its own; until then it is nothing. */
  readonly compared: boolean;
  /** What is being cut for the side in front; null: what is shown is exact. */
  readonly busy: CutPass | null;
  /** Why the last cut did not work. */
  readonly failure: Failure | null;
  /** The opened video cannot be read any more; null: it can, as far as one knows. */
  readonly lost: Lost | null;
  readonly insert: InsertChoice;
  readonly playing: boolean;
  /** Of the finished clip. */
  readonly frame: number;
  /** Of the video: where its playhead stands. */
  readonly seconds: number;
  /** What the source shows now, which may be a moment behind the playhead. */
  readonly still: Still | null;
  readonly look: Look;
  /** The next click on the source says which colour is backdrop. */
  readonly picking: boolean;
}

export type StudioPhase =
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed'; readonly error: Failure }
  | { readonly kind: 'open'; readonly video: Studio };

/** A video that is gone while its studio is open. What was decoded of it can still be cut and inserted. */
export interface Lost {
  readonly error: Failure;
  /** It is being fetched or looked for. */
  readonly seeking: boolean;
}

export interface Take {
  readonly draft: Draft;
  readonly past: readonly Draft[];
  readonly future: readonly Draft[];
  /** Which control the last step came from; what it does further is the same step. Null: the next is a new one. */
  readonly mark: string | null;
  readonly cut: StudioCut | null;
  /** What `cut` was cut with, exactly; null: it is only near, or there is none. */
  readonly exactWith: ClipSettings | null;
  /** Frames that were seen once, by their number in the range: what was dropped keeps its picture. */
  readonly seen: ReadonlyMap<number, SeenFrame>;
}

export interface SeenFrame {
  readonly cut: StudioCut;
  readonly frame: number;
}

export interface Still {
  readonly seconds: number;
  readonly picture: StudioPicture;
}

export interface Look {
  /** Screen pixels for each of the sprite's, a whole number. */
  readonly zoom: number | 'fit';
  readonly backdrop: Backdrop;
  readonly overlay: Overlay;
  /** Both takes stand side by side. */
  readonly beside: boolean;
}

export function newStudioState(settings: ClipSettings, insert: InsertChoice): StudioState {
  const take: Take = {
    draft: draftOf(settings),
    past: [],
    future: [],
    mark: null,
    cut: null,
    exactWith: null,
    seen: new Map(),
  };
  return {
    phase: { kind: 'opening' },
    side: 'a',
    peek: false,
    takes: { a: take, b: take },
    compared: false,
    busy: null,
    failure: null,
    lost: null,
    insert,
    playing: true,
    frame: 0,
    seconds: settings.range?.from ?? 0,
    still: null,
    look: { zoom: 'fit', backdrop: 'checker', overlay: 'none', beside: false },
    picking: false,
  };
}

export function takeOf(state: StudioState): Take {
  return state.takes[state.side];
}

export function otherSide(side: Side): Side {
  return side === 'a' ? 'b' : 'a';
}

/** The take that is seen: the one in front, or the other one at a peek if it has frames. */
export function shownTake({ side, takes, peek, compared }: StudioState): Take {
  const other = takes[otherSide(side)];
  return peek && compared && other.cut !== null ? other : takes[side];
}

/** Steps that undo can take back; more would hold pictures of no use. */
const MOST_STEPS = 100;

/** Changes settings of the take in front; a step of its own unless `mark` is the control of the last one. */
export function changeSettings(state: StudioState, change: Partial<ClipSettings>, mark: string): StudioState {
  return withDraft(state, changed(takeOf(state).draft, change), mark);
}

/** Replaces all settings of the take in front. */
export function replaceSettings(state: StudioState, settings: ClipSettings): StudioState {
  return withDraft(state, draftOf(settings), null);
}

/** Changes the contact sheet of the take in front. */
export function changeSheet(
  state: StudioState,
  change: (sheet: readonly SheetFrame[]) => readonly SheetFrame[],
): StudioState {
  const { draft, cut } = takeOf(state);
  const before = sheetOf(draft.sheet, cut?.report.frames ?? []);
  const sheet = change(before);
  return sheet === before ? state : withDraft(state, { ...draft, sheet }, null);
}

/** All frames again, in their own order. */
export function resetSheet(state: StudioState): StudioState {
  const { draft } = takeOf(state);
  return draft.sheet === null ? state : withDraft(state, { ...draft, sheet: null }, null);
}

/** The control was let go of: what it does next is another step. */
export function settle(state: StudioState): StudioState {
  return takeOf(state).mark === null ? state : withTake(state, { mark: null });
}

export function undoStep(state: StudioState): StudioState {
  const { draft, past, future } = takeOf(state);
  const before = past.at(-1);
  if (before === undefined) return state;
  return withTake(state, { draft: before, past: past.slice(0, -1), future: [draft, ...future], mark: null });
}

/** Back to what the frames that are seen were cut with; one step where that is not known any more. */
export function undoToSeen(state: StudioState): StudioState {
  const { draft, past, future, exactWith } = takeOf(state);
  const at = past.findLastIndex((each) => isSame(settingsOf(each), exactWith));
  const seen = past[at];
  if (seen === undefined) return undoStep(state);
  const undone = [...past.slice(at + 1), draft, ...future];
  return withTake(state, { draft: seen, past: past.slice(0, at), future: undone, mark: null });
}

export function redoStep(state: StudioState): StudioState {
  const { draft, past, future } = takeOf(state);
  const [after, ...rest] = future;
  if (after === undefined) return state;
  return withTake(state, { draft: after, past: [...past, draft], future: rest, mark: null });
}

/** Brings a side to the front. Seen for the first time, B begins as what A is now. */
export function showSide(state: StudioState, side: Side): StudioState {
  if (state.side === side) return state;
  const takes = state.compared ? state.takes : { ...state.takes, b: { ...state.takes.a, past: [], future: [] } };
  return { ...state, takes, side, compared: true };
}

/** Each take gets the other's letter; the side in front stays, and shows what was behind. */
export function swapSides(state: StudioState): StudioState {
  if (!state.compared) return state;
  return { ...state, takes: { a: state.takes.b, b: state.takes.a } };
}

/** Whether nothing has been done with a take yet. */
export function isUntouched({ past, future }: Take): boolean {
  return past.length === 0 && future.length === 0;
}

/** Whether closing would lose work. */
export function hasWork({ takes, compared }: StudioState): boolean {
  return !isUntouched(takes.a) || (compared && !isUntouched(takes.b));
}

/** Whether a take shows just what its draft says. */
export function isExact({ draft, exactWith }: Take): boolean {
  return isSame(settingsOf(draft), exactWith);
}

function isSame(settings: ClipSettings, others: ClipSettings | null): boolean {
  return others !== null && JSON.stringify(others) === JSON.stringify(settings);
}

/** Whether there are frames to insert; they need not be exact yet. */
export function isReady(state: StudioState): boolean {
  return takeOf(state).cut !== null && state.failure === null;
}

/**
 * Takes in frames that were cut for a side; `exactWith` as in its take. The moment that is seen stays: the playhead goes
 * along with its frame, unless it was put elsewhere.
 */
export function withCut(state: StudioState, side: Side, cut: StudioCut, exactWith: ClipSettings | null): StudioState {
  const seen = new Map(state.takes[side].draft.sheet === null ? [] : state.takes[side].seen);
  for (const [frame, { number }] of cut.report.frames.entries()) seen.set(number, { cut, frame });
  const takes = { ...state.takes, [side]: { ...state.takes[side], cut, exactWith, seen } };
  const next = { ...state, takes, failure: null };
  if (side !== state.side) return next;
  const frame = frameAfter(cut.report.frames, state);
  const before = state.takes[side].cut?.report.frames[state.frame];
  const isApart = before !== undefined && before.seconds !== state.seconds;
  return { ...next, frame, seconds: isApart ? state.seconds : (cut.report.frames[frame]?.seconds ?? state.seconds) };
}

/** The frame of a moment, or else the next one after it; the last one where there is none. */
function frameAfter(frames: readonly FrameSource[], { frame, seconds }: StudioState): number {
  if (frames[frame]?.seconds === seconds) return frame;
  let nearest = Math.max(0, frames.length - 1);
  let least = Number.POSITIVE_INFINITY;
  for (const [at, source] of frames.entries()) {
    const after = source.seconds - seconds;
    if (after >= 0 && after < least) [nearest, least] = [at, after];
  }
  return nearest;
}

export function withLook(state: StudioState, look: Partial<Look>): StudioState {
  return { ...state, look: { ...state.look, ...look } };
}

/** Shows a frame of the finished clip, and where the video has it. */
export function showFrame(state: StudioState, frame: number): StudioState {
  const { cut } = takeOf(state);
  const source = cut?.report.frames[frame];
  if (source === undefined || (state.frame === frame && state.seconds === source.seconds)) return state;
  return { ...state, frame, seconds: source.seconds };
}

/** The frame so many places on; after the last comes the first. Playing stops. */
export function stepFrame(state: StudioState, by: number): StudioState {
  const count = takeOf(state).cut?.clip.frames.length ?? 0;
  if (count === 0) return state;
  return showFrame({ ...state, playing: false }, (state.frame + by + count) % count);
}

/** Shows a moment of the video, and the frame nearest to it. Playing stops. */
export function seek(state: StudioState, seconds: number): StudioState {
  const length = videoOf(state)?.seconds ?? Number.POSITIVE_INFINITY;
  const at = Math.min(length, Math.max(0, seconds));
  const frames = takeOf(state).cut?.report.frames ?? [];
  const distances = frames.map((source) => Math.abs(source.seconds - at));
  const frame = Math.max(0, distances.indexOf(Math.min(...distances)));
  return { ...state, seconds: at, frame, playing: false };
}

export function videoOf({ phase }: StudioState): Studio | null {
  return phase.kind === 'open' ? phase.video : null;
}

/** Crops the source to an area, and gives the frames its proportions; their longer side stays. */
export function cropTo(state: StudioState, area: Area, mark: string): StudioState {
  return changeSettings(state, { crop: area, ...fittedSize(area, takeOf(state).draft.settings) }, mark);
}

function withDraft(state: StudioState, draft: Draft, mark: string | null): StudioState {
  const take = takeOf(state);
  if (draft === take.draft) return state;
  const continues = mark !== null && mark === take.mark;
  const past = continues ? take.past : [...take.past, take.draft].slice(-MOST_STEPS);
  return withTake(state, { draft, past, future: [], mark });
}

function withTake(state: StudioState, change: Partial<Take>): StudioState {
  return { ...state, takes: { ...state.takes, [state.side]: { ...takeOf(state), ...change } } };
}
