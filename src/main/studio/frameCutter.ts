import type { ClipReport } from '../../shared/clip/clipReport.ts';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import { type Pixelated, pixelator } from '../../shared/pixelate/pixelate.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import { type YuvTable, yuvTable } from '../../shared/pixelate/yuvTable.ts';
import type { StudioCut } from '../../shared/studio.ts';

/** Holds decoded frames and cuts them as often as it is asked to. */
export class FrameCutter {
  readonly #video: RawVideo;
  /** Number of the first frame, counted from the begin of the video. */
  readonly #first: number;
  readonly #table: YuvTable;
  readonly #frames: Uint8Array[] = [];

  constructor(video: RawVideo, first: number, table: YuvTable = yuvTable(video)) {
    this.#video = video;
    this.#first = first;
    this.#table = table;
  }

  /** Keeps the frame; it must not be changed afterwards. */
  add(frame: Uint8Array): void {
    this.#frames.push(frame);
  }

  /** @param onProgress is told the share of the work done, 0 to 1; what it throws ends the work */
  cut(settings: ClipSettings, _pass: 'coarse' | 'exact', onProgress: (fraction: number) => void): StudioCut {
    const { range, fps } = settings;
    const first = range ? Math.max(0, Math.round(range.from * fps) - this.#first) : 0;
    const end = range ? Math.max(first + 1, Math.round(range.to * fps) - this.#first) : this.#frames.length;
    const frames = this.#frames.slice(first, end);
    const work = pixelator(this.#video, settings, this.#table);
    frames.forEach((frame, i) => {
      work.add(frame);
      onProgress((0.4 * i) / frames.length);
    });
    const made = work.finish((fraction) => onProgress(0.4 + 0.6 * fraction));
    const report = reportOf(made, settings, frames.length, this.#video.pixel);
    return { clip: made.clip, report, overlays: { flicker: new Uint8Array(), offPalette: [], coverage: [] } };
  }
}

function reportOf(
  { clip, report }: Pixelated,
  { fps, range, loop }: ClipSettings,
  frameTotal: number,
  scale: number,
): ClipReport {
  const { grid, backgroundConfidence, loops, paletteSize, flicker, warnings } = report;
  const first = loop.kind === 'auto' ? (loops[0]?.start ?? 0) : 0;
  let elapsed = 0;
  const frames = clip.frames.map(({ duration }) => {
    const number = first + Math.round((elapsed * fps) / 1000);
    elapsed += duration;
    return { number, seconds: (range?.from ?? 0) + number / fps };
  });
  const [width, height] = [grid.cell * grid.width, grid.cell * grid.height];
  return {
    area: { x: grid.x / scale, y: grid.y / scale, width: width / scale, height: height / scale },
    backgroundConfidence,
    grid: null,
    loops,
    seam: loops[0]?.seam ?? null,
    frames,
    frameTotal,
    colorCount: paletteSize,
    flicker,
    offPalette: 0,
    pivot: null,
    warnings,
  };
}
