import type { ClipSettings } from '../../../shared/clip/clipSettings.ts';
import type { Failure } from '../../../shared/ipc.ts';
import type { Studio, StudioCut, StudioId, StudioPicture, StudioSource } from '../../../shared/studio.ts';
import type { Editor } from '../editor.ts';
import { failureOf, RequestFailed } from '../requestFailed.ts';
import { createStore, type Store } from '../store.ts';
import { CutQueue } from './cutQueue.ts';
import { settingsOf } from './draft.ts';
import { firstChoice } from './firstChoice.ts';
import { withinLongest } from './firstLook.ts';
import { isLost, type WaysBack, waysBack } from './lostVideo.ts';
import { Stills } from './stills.ts';
import type { StudioOpening } from './studioOpening.ts';
import {
  isExact,
  newStudioState,
  type Side,
  type StudioState,
  takeOf,
  undoToSeen,
  videoOf,
  withCut,
} from './studioState.ts';

/** Longest side of the source's picture in the panel, in pixels. */
const STILL_SIDE = 720;

/** What the studio needs of the window's clockwork. */
export interface StudioTiming {
  readonly nextPicture: (task: () => void) => void;
  readonly later: (task: () => void, milliseconds: number) => () => void;
}

/** Frames that are as exact as they get. */
export interface FinishedTake {
  readonly cut: StudioCut;
  readonly settings: ClipSettings;
}

/** A video in the studio: its state, and what has to be asked of main whenever that changes. */
export class LiveStudio {
  readonly opening: StudioOpening;
  readonly store: Store<StudioState>;
  readonly #editor: Editor;
  readonly #queue: CutQueue<Side>;
  readonly #stills: Stills;
  #id: StudioId | null = null;
  /** One on its way to be open; what an older one still answers is not heard. */
  #opening: StudioId | null = null;
  /** Whoever waits for finished frames goes without. */
  #waitNoMore = (): void => undefined;
  /** Where the video was looked for last. */
  #tried: StudioSource;

  constructor(editor: Editor, opening: StudioOpening, timing: StudioTiming) {
    this.#editor = editor;
    this.opening = opening;
    this.#tried = opening.source;
    this.store = createStore(newStudioState(opening.settings, firstChoice(editor, opening)));
    this.#queue = new CutQueue<Side>({
      ...timing,
      cut: (settings, pass) => editor.requests.cutStudio(this.#open(), settings, pass),
      onCut: ({ side, settings }, cut, pass) =>
        this.#updateWithStill((state) => {
          const next = withCut(state, side, cut, pass === 'exact' ? settings : null);
          return { ...next, busy: isExact(takeOf(next)) ? null : pass === 'coarse' ? 'exact' : next.busy };
        }),
      onFailure: (_, failure) => {
        this.store.update((state) => ({ ...state, failure, busy: null }));
        this.#noteLoss(failure);
      },
    });
    this.#stills = new Stills(
      (seconds) => editor.requests.studioPicture(this.#open(), seconds, STILL_SIDE),
      (still) => this.store.update((state) => (isTimely(state, still.seconds) ? { ...state, still } : state)),
      (error) => this.#noteLoss(failureOf(error)),
    );
  }

  /** Opens the video and asks for the first frames. */
  async open(): Promise<void> {
    this.store.update((state) => ({ ...state, phase: { kind: 'opening' }, failure: null }));
    await this.#openFrom(this.#tried, (error) => (state) => ({ ...state, phase: { kind: 'failed', error } }));
  }

  /**
   * Goes on with the video from elsewhere, after it could not be opened or was lost. Takes, undo and what was decoded
   * stay. A file that the artist chose must hold the very same video.
   */
  async reopen(source: StudioSource): Promise<void> {
    this.#tried = source;
    const { lost } = this.store.get();
    if (lost === null || this.#id === null) return this.open();
    this.store.update((state) => ({ ...state, lost: { ...lost, seeking: true } }));
    await this.#openFrom(source, (error) => (state) => ({ ...state, lost: { error, seeking: false } }));
  }

  /** The last way to the video once more. */
  tryAgain(): Promise<void> {
    return this.reopen(this.#tried);
  }

  /** Calls off looking for a video that was lost. */
  stopSeeking(): void {
    this.#stopOpening();
    this.store.update((state) => ({ ...state, lost: state.lost && { ...state.lost, seeking: false } }));
  }

  /** What may bring the video back after this failure. */
  waysBack(error: Failure): WaysBack {
    return waysBack(this.opening, this.#hash, this.#tried, error);
  }

  close(): void {
    this.#waitNoMore();
    this.#stopOpening();
    this.#queue.clear();
    this.#stills.clear();
    if (this.#id !== null) this.#closeInMain(this.#id);
    this.#id = null;
  }

  /** Changes the state, and asks for the frames and the picture that it then calls for. */
  readonly update = (change: (state: StudioState) => StudioState): void => {
    const before = this.store.get();
    this.#updateWithStill(change);
    const after = this.store.get();
    if (this.#id === null) return;
    if (takeOf(after).draft !== takeOf(before).draft || after.side !== before.side) this.#cut();
  };

  /** Calls off what is under way, in favour of the frames that are seen. */
  cancel(): void {
    this.#waitNoMore();
    this.update(undoToSeen);
    const take = takeOf(this.store.get());
    if (this.#id === null || !isExact(take)) return;
    // Ends the reading of what is not wanted any more, and has ready again what the next change will be cut from.
    this.#editor.requests.cutStudio(this.#id, settingsOf(take.draft), 'coarse').catch(() => undefined);
  }

  /** Asks for the frames once more, after a failure. */
  retry(): void {
    this.#cut();
  }

  /**
   * The finished frames of the take in front, and what they were cut with; waits for those that are on their way. An
   * order of its own would be overtaken by theirs.
   *
   * @returns null when they were called off
   * @throws RequestFailed when they cannot be cut
   */
  finished(): Promise<FinishedTake | null> {
    const { promise, resolve, reject } = Promise.withResolvers<FinishedTake | null>();
    this.#waitNoMore();
    this.#waitNoMore = () => resolve(null);
    const look = (): void => {
      const state = this.store.get();
      const { cut, exactWith } = takeOf(state);
      if (cut !== null && exactWith !== null && isExact(takeOf(state))) resolve({ cut, settings: exactWith });
      else if (state.failure !== null) reject(new RequestFailed(state.failure));
    };
    const stopLooking = this.store.subscribe(look);
    look();
    return promise.finally(stopLooking);
  }

  /** Stills of the source, spread evenly over a range. */
  strip(from: number, to: number, count: number, side: number): Promise<readonly StudioPicture[]> {
    return this.#editor.requests.studioStrip(this.#open(), from, to, count, side);
  }

  #updateWithStill(change: (state: StudioState) => StudioState): void {
    const before = this.store.get().seconds;
    this.store.update(change);
    const { seconds } = this.store.get();
    if (this.#id !== null && seconds !== before) this.#stills.want(seconds);
  }

  /** Asks for the frames of the take in front, unless it has them. */
  #cut(): void {
    const { side } = this.store.get();
    const take = takeOf(this.store.get());
    this.#queue.clear();
    this.store.update((state) => ({ ...state, busy: isExact(take) ? null : 'coarse', failure: null }));
    if (!isExact(take)) this.#queue.want({ side, settings: settingsOf(take.draft) });
  }

  async #openFrom(
    source: StudioSource,
    failed: (error: Failure) => (state: StudioState) => StudioState,
  ): Promise<void> {
    this.#stopOpening();
    const id = newStudioId();
    this.#opening = id;
    try {
      const video = await this.#editor.requests.openStudio(id, source);
      if (this.#opening !== id) return;
      if (source.kind === 'file' && this.#hash !== null && this.#hash !== video.hash) {
        this.#closeInMain(id);
        throw new RequestFailed({ code: 'other_video', message: 'The frames were cut from another video.' });
      }
      this.#opening = null;
      this.#takeOver(video);
    } catch (error) {
      if (this.#opening !== id) return;
      this.#opening = null;
      this.store.update(failed(failureOf(error)));
    }
  }

  #takeOver(video: Studio): void {
    const before = this.#id;
    this.#id = video.id;
    if (before !== null) this.#closeInMain(before);
    this.#stills.clear();
    this.store.update((state) => ({
      ...(state.phase.kind === 'open' ? state : withinLongest(state, video)),
      phase: { kind: 'open', video },
      lost: null,
    }));
    this.#stills.want(this.store.get().seconds);
    this.#cut();
  }

  #noteLoss(failure: Failure): void {
    if (isLost(failure))
      this.store.update((state) => ({ ...state, lost: state.lost ?? { error: failure, seeking: false } }));
  }

  /** SHA-256 of the video that it has to be; null: any will do. */
  get #hash(): string | null {
    return videoOf(this.store.get())?.hash ?? this.opening.wanted;
  }

  #stopOpening(): void {
    if (this.#opening !== null) this.#closeInMain(this.#opening);
    this.#opening = null;
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

let studios = 0;

/** A page that takes the place of one that is gone begins anew, and main closes what that one left open. */
function newStudioId(): StudioId {
  studios++;
  return `studio-${studios}` as StudioId;
}

/** A picture that comes late is shown while the playhead is moved by hand, but not in the midst of playing. */
function isTimely({ playing, seconds, still }: StudioState, of: number): boolean {
  return !playing || still === null || Math.abs(seconds - of) < 0.02;
}
