import type { ClipOverlays, ClipReport } from './clip/clipReport.ts';
import type { ClipSettings } from './clip/clipSettings.ts';
import type { FileId, GenerationId } from './ipc.ts';
import type { PixelClip } from './sprite/pixelClip.ts';

declare const kind: unique symbol;
export type StudioId = string & { readonly [kind]: 'studio' };

/** A video to cut frames from. */
export type StudioSource =
  /** That of a generation; the kept one is taken. */
  | { readonly kind: 'generation'; readonly id: GenerationId }
  /** One of the user's own. */
  | { readonly kind: 'file'; readonly file: FileId }
  /** One that is kept by what it holds: SHA-256 in hexadecimal, as it stands in a layer's provenance. */
  | { readonly kind: 'kept'; readonly hash: string }
  /** That of a job, as it stands in a layer's provenance; fetched from there where it is not kept. */
  | { readonly kind: 'job'; readonly job: string };

/** An opened video. */
export interface Studio {
  readonly id: StudioId;
  /** SHA-256 of the video in hexadecimal; it is kept under this name as long as there is room. */
  readonly hash: string;
  readonly name: string;
  /** As shown, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second; null where the file does not say. */
  readonly fps: number | null;
  /** Null where the file does not say. */
  readonly seconds: number | null;
  /** The longest range that can be looked at once, in seconds. */
  readonly longestRange: number;
}

/** A still of the source. */
export interface StudioPicture {
  readonly width: number;
  readonly height: number;
  /** RGBA, 4 bytes a pixel. */
  readonly pixels: Uint8Array;
}

export interface StudioCut {
  readonly clip: PixelClip;
  readonly report: ClipReport;
  readonly overlays: ClipOverlays;
}

/** What the studio's panel asks of main. A studio holds decoded frames in memory until it is closed. */
export interface StudioRequests {
  /**
   * Opens a video and keeps a copy of it. The window names the studio, so that it can close it while the video is still
   * being fetched, read or copied; it is then refused with 'studio_closed'. One of this name that is open is closed first.
   */
  openStudio(id: StudioId, source: StudioSource): Promise<Studio>;
  /** The source at a time, at most `side` pixels a side. */
  studioPicture(id: StudioId, seconds: number, side: number): Promise<StudioPicture>;
  /** `count` stills spread evenly over a range, for the scrubber, at most `side` pixels a side. */
  studioStrip(id: StudioId, from: number, to: number, count: number, side: number): Promise<readonly StudioPicture[]>;
  /**
   * Cuts frames. Only what the changed settings touch is done again. `coarse` is quick and near, `exact` the result. An
   * order that waits is refused with 'superseded' as soon as a newer one comes.
   */
  cutStudio(id: StudioId, settings: ClipSettings, pass: 'coarse' | 'exact'): Promise<StudioCut>;
  /** Lets the user save the source video under this name, without ending; false when they cancel. */
  saveStudioVideo(id: StudioId, name: string): Promise<boolean>;
  /** Ends all that runs for it, opening it included. */
  closeStudio(id: StudioId): Promise<void>;
}

export interface StudioProgress {
  readonly id: StudioId;
  readonly stage: 'fetching' | 'decoding' | 'pixelating';
  /** 0 to 1. */
  readonly fraction: number;
}
