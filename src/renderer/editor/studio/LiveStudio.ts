import type { Studio, StudioCut, StudioId, StudioPicture } from '../../../shared/studio.ts';
import { spriteOf } from '../documents.ts';
import type { Editor } from '../editor.ts';
import { failureOf, RequestFailed } from '../requestFailed.ts';
import { activeDocument } from '../session.ts';
import { createStore, type Store } from '../store.ts';
import { CutQueue } from './cutQueue.ts';
import { settingsOf } from './draft.ts';
import type { InsertChoice } from './insertChoice.ts';
import { Stills } from './stills.ts';
import type { StudioOpening } from './studioOpening.ts';
import { isExact, newStudioState, type Side, type StudioState, takeOf, withCut } from './studioState.ts';
import { rangeOf } from './timeRange.ts';

/** Longest side of the source's picture in the panel, in pixels. */
const STILL_SIDE = 720;

/** What the studio needs of the window's clockwork. */
export interface StudioTiming {
  readonly nextPicture: (task: () => void) => void;
  readonly later: (task: () => void, milliseconds: number) => () => void;
}

/** A video in the studio: its state, and what has to be asked of main whenever that changes. */
export class LiveStudio {
  readonly opening: StudioOpening;
  readonly store: Store<StudioState>;
  readonly #editor: Editor;
  readonly #queue: CutQueue<Side>;
  readonly #stills: Stills;
  #id: StudioId | null = null;
  /** Which opening is the current one; what an older one still answers is not heard. */
  #serial = 0;

  constructor(editor: Editor, opening: StudioOpening, timing: StudioTiming) {
    this.#editor = editor;
    this.opening = opening;
    this.store = createStore(newStudioState(opening.settings, firstChoice(editor, opening)));
    this.#queue = new CutQueue<Side>({
      ...timing,
      cut: (settings, pass) => editor.requests.cutStudio(this.#open(), settings, pass),
      onCut: ({ side, settings }, cut, pass) =>
        this.store.update((state) => {
          const next = withCut(state, side, cut, pass === 'exact' ? settings : null);
          return { ...next, busy: isExact(takeOf(next)) ? null : pass === 'coarse' ? 'exact' : next.busy };
        }),
      onFailure: (_, failure) => this.store.update((state) => ({ ...state, failure, busy: null })),
    });
    this.#stills = new Stills(
      (seconds) => editor.requests.studioPicture(this.#open(), seconds, STILL_SIDE),
      (still) => this.store.update((state) => (isTimely(state, still.seconds) ? { ...state, still } : state)),
    );
  }

  /** Opens the video and asks for the first frames. */
  async open(): Promise<void> {
    const serial = ++this.#serial;
    this.store.update((state) => ({ ...state, phase: { kind: 'opening' }, failure: null }));
    try {
      const video = await this.#editor.requests.openStudio(this.opening.source);
      if (serial !== this.#serial) return this.#closeInMain(video.id);
      if (!isWanted(video, this.opening)) {
        this.#closeInMain(video.id);
        throw new RequestFailed({ code: 'other_video', message: 'The frames were cut from another video.' });
      }
      this.#id = video.id;
      this.store.update((state) => ({ ...withinLongest(state, video), phase: { kind: 'open', video } }));
      this.#stills.want(this.store.get().seconds);
      this.#cut();
    } catch (error) {
      if (serial !== this.#serial) return;
      this.store.update((state) => ({ ...state, phase: { kind: 'failed', error: failureOf(error) } }));
    }
  }

  close(): void {
    this.#serial++;
    this.#queue.clear();
    this.#stills.clear();
    const id = this.#id;
    this.#id = null;
    if (id !== null) this.#closeInMain(id);
  }

  /** Changes the state, and asks for the frames and the picture that it then calls for. */
  readonly update = (change: (state: StudioState) => StudioState): void => {
    const before = this.store.get();
    this.store.update(change);
    const after = this.store.get();
    if (this.#id === null) return;
    if (after.seconds !== before.seconds) this.#stills.want(after.seconds);
    if (takeOf(after).draft !== takeOf(before).draft || after.side !== before.side) this.#cut();
  };

  /** Asks for the frames once more, after a failure. */
  retry(): void {
    if (this.#id === null) void this.open();
    else this.#cut();
  }

  /** The finished frames of the take in front. */
  async finished(): Promise<StudioCut> {
    const take = takeOf(this.store.get());
    const { cut, draft } = take;
    if (cut !== null && isExact(take)) return cut;
    return this.#editor.requests.cutStudio(this.#open(), settingsOf(draft), 'exact');
  }

  /** Stills of the source, spread evenly over a range. */
  strip(from: number, to: number, count: number, side: number): Promise<readonly StudioPicture[]> {
    return this.#editor.requests.studioStrip(this.#open(), from, to, count, side);
  }

  /** Asks for the frames of the take in front, unless it has them. */
  #cut(): void {
    const { side } = this.store.get();
    const take = takeOf(this.store.get());
    this.#queue.clear();
    this.store.update((state) => ({ ...state, busy: isExact(take) ? null : 'coarse', failure: null }));
    if (!isExact(take)) this.#queue.want({ side, settings: settingsOf(take.draft) });
  }

  #closeInMain(id: StudioId): void {
    // A studio that is gone already needs no closing.
    this.#editor.requests.closeStudio(id).catch(() => undefined);
  }

  #open(): StudioId {
    if (this.#id === null) throw new Error('The studio is closed.');
    return this.#id;
  }
}

function isWanted({ hash }: Studio, { wanted }: StudioOpening): boolean {
  return wanted === null || wanted === hash;
}

/** A picture that comes late is shown while the playhead is moved by hand, but not in the midst of playing. */
function isTimely({ playing, seconds, still }: StudioState, of: number): boolean {
  return !playing || still === null || Math.abs(seconds - of) < 0.02;
}

/** Seconds. A sprite's motion seldom takes longer, and so much is cut while one waits for it. */
const LONG_VIDEO = 15;
const FIRST_LOOK = 8;

/** Of a video that is long, the beginning: from there the artist goes looking. */
function withinLongest(state: StudioState, { seconds, longestRange }: Studio): StudioState {
  const { draft } = state.takes.a;
  if (seconds === null || draft.settings.range !== null || seconds <= Math.min(LONG_VIDEO, longestRange)) return state;
  const range = rangeOf(null, { length: seconds, longest: Math.min(FIRST_LOOK, longestRange) });
  const take = { ...state.takes.a, draft: { ...draft, settings: { ...draft.settings, range } } };
  return { ...state, takes: { a: take, b: take } };
}

function firstChoice(editor: Editor, { name, recut, settings }: StudioOpening): InsertChoice {
  const document = activeDocument(editor.store.get());
  const common = { name, painted: 'keep' } as const;
  if (document === undefined) return { ...common, place: { kind: 'sprite' }, palette: 'replace' };
  const locked = settings.palette !== null;
  if (recut === null) return { ...common, place: { kind: 'layer' }, palette: locked ? 'lock' : 'merge' };
  // A sprite that is nothing but this clip has no other colours to keep.
  const alone = spriteOf(document).layers.length === 1;
  const palette = locked ? 'lock' : alone ? 'replace' : 'merge';
  return { ...common, place: { kind: 'recut', clip: recut }, palette };
}
