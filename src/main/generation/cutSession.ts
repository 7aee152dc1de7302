import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { CutClip, CutPass } from '../../shared/pixelate/clipCutter.ts';
import { frameSpan } from '../ffmpeg/frameSpan.ts';
import type { VideoFacts } from '../ffmpeg/probe.ts';
import { CutThread } from './cutThread.ts';
import { decodeInto } from './decodeInto.ts';
import { type DecodePlan, finerPlan, holds, plainerPlan, planDecode } from './decodePlan.ts';
import type { FrameCutter } from './frameCutter.ts';
import { OwnCutter } from './ownCutter.ts';
import { unlessAborted } from './unlessAborted.ts';

export interface CutVideo {
  readonly file: string;
  readonly facts: VideoFacts;
  /** Throws where the file is no longer the one that was opened. */
  readonly check?: () => Promise<void>;
}

export interface SessionTools {
  readonly ffmpeg: () => Promise<{ readonly path: string }>;
  /** Where pixelateWorker stands: its source, or its build. Without it this thread cuts. */
  readonly workerUrl?: URL | undefined;
  /** `fraction` is 0 to 1 within the stage. */
  readonly onProgress: (stage: 'decoding' | 'pixelating', fraction: number) => void;
  /** Told before frames of so many bytes are decoded. */
  readonly onDecode?: (bytes: number) => Promise<void>;
}

/** A newer order took the place of this one. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
  readonly code = 'superseded';

  constructor() {
    super('Newer settings took over.');
  }
}

/** Frames on their way into the cutter, or in it. */
interface Held {
  readonly plan: DecodePlan;
  readonly stop: AbortController;
  readonly done: Promise<void>;
  /** As many frames as were expected are in the cutter, or all. ffmpeg takes a while to end, and hardly ever sends more. */
  readonly expected: Promise<void>;
  /** How many frames are in the cutter. */
  readonly count: () => number;
}

/**
 * A video whose frames are cut again and again. They are decoded when they are first needed and held in a thread of
 * their own; decoded anew only for another part of the video, another rate, or finer cells. Only the newest order counts:
 * older ones are refused with `superseded` at once, and stop as soon as they can, while decoding goes on where the
 * newest needs the same frames.
 */
export class CutSession {
  readonly #video: CutVideo;
  readonly #tools: SessionTools;
  readonly #closing = new AbortController();
  #newest = new AbortController();
  /** Ends when no order is at work any more. */
  #work: Promise<unknown> = Promise.resolve();
  #underWay = 0;
  #cutter: FrameCutter | null = null;
  #held: Held | null = null;

  constructor(video: CutVideo, tools: SessionTools) {
    this.#video = video;
    this.#tools = tools;
  }

  /** Bytes of the frames that it holds or is about to. */
  get bytes(): number {
    return this.#held?.plan.bytes ?? 0;
  }

  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  /** @throws Superseded; VideoError; what `check` throws; the reason for which it was closed */
  async cut(settings: ClipSettings, pass: CutPass): Promise<CutClip> {
    this.#closing.signal.throwIfAborted();
    this.#newest.abort(new Superseded());
    this.#newest = new AbortController();
    const signal = AbortSignal.any([this.#newest.signal, this.#closing.signal]);
    const work = this.#work.then(() => this.#carryOut(settings, pass, signal));
    this.#underWay++;
    this.#work = work.catch(() => {}).finally(() => this.#underWay--);
    return unlessAborted(work, signal);
  }

  /** Gives the memory back; the next order decodes anew. Not to be called while it is busy. */
  async letGo(): Promise<void> {
    // An order that comes meanwhile begins with a cutter of its own.
    const cutter = this.#cutter;
    this.#cutter = null;
    await this.#dropFrames();
    await cutter?.end();
  }

  /** Refuses what is under way with this error; when it returns, ffmpeg and its thread are gone. */
  async close(reason: Error): Promise<void> {
    this.#closing.abort(reason);
    await this.letGo();
    await this.#work;
    // An order may have begun with a new cutter in between.
    await this.letGo();
  }

  async #carryOut(settings: ClipSettings, pass: CutPass, signal: AbortSignal): Promise<CutClip> {
    signal.throwIfAborted();
    const { facts } = this.#video;
    const span = frameSpan(settings.range, settings.fps, facts);
    const before = this.#held?.plan;
    // A coarse pass takes what is there; only an exact one is worth decoding finer for.
    const isEnough = before !== undefined && pass === 'coarse' && holds(before, span, settings.fps);
    const plan = isEnough ? before : planDecode(facts, settings);
    await this.#hold(plan, settings, signal);
    const first = await this.#pixelate(settings, pass, signal);
    if (pass === 'coarse' || !this.#held) return first;
    const held = this.#held.plan;
    const plainer = plainerPlan(held, plan, facts, settings, first.report);
    const better = plainer ?? finerPlan(held, facts, settings, first.report);
    // Of a video that is gone, what was decoded is the best that there is.
    if (!better || !(await this.#isThere())) return first;
    if (plainer) await this.#dropFrames();
    await this.#hold(better, settings, signal);
    return this.#pixelate(settings, pass, signal);
  }

  /** Cuts what the cutter holds; once more where further frames came meanwhile. */
  async #pixelate(settings: ClipSettings, pass: CutPass, signal: AbortSignal): Promise<CutClip> {
    const held = this.#held;
    const count = held?.count();
    const failed = new AbortController();
    const onProgress = (fraction: number): void => this.#tools.onProgress('pixelating', fraction);
    const cut = this.#openCutter().cut(settings, pass, AbortSignal.any([signal, failed.signal]), onProgress);
    // It is waited for below, once ffmpeg has ended well.
    cut.catch(() => {});
    try {
      if (held) await unlessAborted(held.done, signal);
    } catch (error) {
      failed.abort();
      await cut.catch(() => {});
      this.#forget(held, signal);
      throw error;
    }
    const made = await cut;
    return held?.count() === count ? made : this.#pixelate(settings, pass, signal);
  }

  /** What could not be decoded is tried anew by the next order. */
  #forget(held: Held | null, signal: AbortSignal): void {
    if (!signal.aborted && this.#held === held) this.#held = null;
  }

  /** Sees to it that the cutter holds what the plan says, or better, or has got all that is to be expected of it. */
  async #hold(plan: DecodePlan, settings: ClipSettings, signal: AbortSignal): Promise<void> {
    if (this.#cutter?.isBroken) await this.letGo();
    if (!this.#held || !holds(this.#held.plan, plan.span, plan.fps, plan.scale)) {
      // Before anything is dropped: of a video that is gone, what was decoded stays of use.
      await this.#video.check?.();
      await this.#dropFrames();
      signal.throwIfAborted();
      this.#held = this.#decode(plan, settings);
    }
    const held = this.#held;
    try {
      await unlessAborted(held.expected, signal);
    } catch (error) {
      this.#forget(held, signal);
      throw error;
    }
  }

  #decode(plan: DecodePlan, settings: ClipSettings): Held {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#closing.signal]);
    const enough = Promise.withResolvers<void>();
    let frames = 0;
    const onFrame = (count: number): void => {
      frames = count;
      if (count === plan.frameCount) enough.resolve();
    };
    let isEnough = false;
    const onProgress = (fraction: number): void => {
      // The next stage has begun.
      if (isEnough) return;
      isEnough = frames >= plan.frameCount;
      this.#tools.onProgress('decoding', isEnough ? 1 : fraction);
    };
    const run = async (): Promise<void> => {
      await this.#tools.onDecode?.(plan.bytes);
      const { path } = await this.#tools.ffmpeg();
      signal.throwIfAborted();
      const order = { ...this.#video, ffmpeg: path, plan, settings, signal, onProgress, onFrame };
      await decodeInto(() => this.#openCutter(), order);
    };
    const done = run();
    // Whoever waits for it hears of it; nobody may be waiting any more.
    done.catch(() => {});
    const expected = Promise.race([done, enough.promise]);
    expected.catch(() => {});
    return { plan, stop, done, expected, count: () => frames };
  }

  async #isThere(): Promise<boolean> {
    return (this.#video.check?.() ?? Promise.resolve()).then(
      () => true,
      () => false,
    );
  }

  async #dropFrames(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    if (!held) return;
    held.stop.abort(new Superseded());
    this.#cutter?.abandon();
    await held.done.catch(() => {});
  }

  #openCutter(): FrameCutter {
    const { workerUrl } = this.#tools;
    this.#cutter ??= workerUrl ? new CutThread(workerUrl) : new OwnCutter();
    return this.#cutter;
  }
}
