import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { StudioCut, StudioPicture } from '../../shared/studio.ts';
import { CutSession, type CutVideo, type SessionTools } from '../generation/cutSession.ts';
import { stillAt, stillStrip } from './stills.ts';
import { studioClosed } from './studioError.ts';

export interface OpenStudioTools extends SessionTools {
  /** Milliseconds without an order after which the frames are given back. */
  readonly patience: number;
  readonly onClose: () => void;
}

/** One opened video: its stills, and its frames for as long as somebody works with them. */
export class OpenStudio {
  readonly #video: CutVideo;
  readonly #tools: OpenStudioTools;
  readonly #session: CutSession;
  readonly #closing = new AbortController();
  #idle: NodeJS.Timeout | undefined;
  /** One after the other, however fast somebody drags through the video. */
  #pictures: Promise<unknown> = Promise.resolve();
  /** Stills on their way. */
  readonly #looking = new Set<Promise<unknown>>();

  constructor(video: CutVideo, tools: OpenStudioTools) {
    this.#video = video;
    this.#tools = tools;
    this.#session = new CutSession(video, tools);
  }

  get bytes(): number {
    return this.#session.bytes;
  }

  get isBusy(): boolean {
    return this.#session.isBusy;
  }

  /** The video's file. Throws where it is no longer the one that was opened. */
  async file(): Promise<string> {
    await this.#video.check?.();
    return this.#video.file;
  }

  async picture(seconds: number, side: number): Promise<StudioPicture> {
    const picture = this.#pictures.then(() =>
      this.#unlessClosed(async () => stillAt(await this.#stills(), seconds, side)),
    );
    this.#pictures = picture.catch(() => {});
    return picture;
  }

  async strip(from: number, to: number, count: number, side: number): Promise<readonly StudioPicture[]> {
    return this.#unlessClosed(async () => stillStrip(await this.#stills(), from, to, count, side));
  }

  async cut(settings: ClipSettings, pass: 'coarse' | 'exact'): Promise<StudioCut> {
    clearTimeout(this.#idle);
    try {
      const { clip, report, overlays } = await this.#session.cut(settings, pass);
      return { clip, report, overlays };
    } finally {
      clearTimeout(this.#idle);
      if (!this.#closing.signal.aborted) this.#idle = setTimeout(() => void this.#rest(), this.#tools.patience).unref();
    }
  }

  /** Gives the frames back; the next cut decodes them again. */
  letGo(): Promise<void> {
    return this.#session.letGo();
  }

  /** When it returns, ffmpeg and the thread are gone. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    this.#closing.abort();
    await this.#session.close(studioClosed());
    await Promise.allSettled(this.#looking);
    this.#tools.onClose();
  }

  async #rest(): Promise<void> {
    try {
      await this.#video.check?.();
    } catch {
      // There would be nothing to decode them from again.
      return;
    }
    if (!this.#session.isBusy) await this.letGo();
  }

  async #stills() {
    await this.#video.check?.();
    const { path } = await this.#tools.ffmpeg();
    return { ffmpeg: path, file: this.#video.file, facts: this.#video.facts, signal: this.#closing.signal };
  }

  async #unlessClosed<Value>(work: () => Promise<Value>): Promise<Value> {
    const working = work();
    this.#looking.add(working);
    try {
      return await working;
    } catch (error) {
      if (this.#closing.signal.aborted) throw studioClosed();
      throw error;
    } finally {
      this.#looking.delete(working);
    }
  }
}
