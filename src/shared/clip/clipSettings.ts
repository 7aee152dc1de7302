/**
 * Everything that decides how a video becomes frames: what the studio shows as controls, the command line as options,
 * and a layer keeps in order to be cut again. Plain data; the same settings and the same video give the same frames.
 */
export interface ClipSettings {
  /** Of the finished frames, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames taken from each second of the video. */
  readonly fps: number;
  /** The part of the video to look at; null: all of it. */
  readonly range: TimeRange | null;
  /**
   * What of the picture the frames show: the subject where one is found, the whole picture, or just this area, whose
   * cells need not be square then.
   */
  readonly crop: 'subject' | 'picture' | Area;
  /** For videos of pixel art: where cells already are. An area to show says that itself. */
  readonly grid: GridChoice;
  /** Samples along each side of a cell. */
  readonly quality: 4 | 6 | 8;

  readonly background: BackgroundChoice;
  /**
   * OKLab distances from the backdrop: below the first it is surely the backdrop, below the second perhaps. Before grey,
   * black and white, which subjects have too, two fifths of the first are taken.
   */
  readonly matteSure: number;
  readonly matteSoft: number;
  readonly removeShadow: boolean;
  /** What is seen of the backdrop through the subject goes too. */
  readonly removeHoles: boolean;
  /** Share of a cell that the subject must cover to make an opaque pixel. */
  readonly coverage: number;

  readonly sampler: Sampler;
  /** Only of `dpid`: how much more a sample counts the more it differs from its surroundings. */
  readonly detail: number;
  /** What the darker of a cell's two colours gains in share; keeps thin outlines. */
  readonly outline: number;

  /** RGBA colours to draw from and no others; null: new ones are chosen. */
  readonly palette: readonly number[] | null;
  /** Opaque colours in all frames together; at most 255 are chosen, so that one entry is left for transparent. */
  readonly colorCount: number;
  /** OKLab: nearer entries of a new palette become one. */
  readonly merge: number;
  /** A colour counts by its frequency to this power when a palette is chosen: below 1 rare ones count more. */
  readonly rarity: number;
  readonly dither: Dither;

  /** OKLab: how much farther off than the nearest entry the one of the frame before may be and still stay. */
  readonly steadiness: number;
  /** What the colour that a cell showed before gains in share. */
  readonly stick: number;
  /** Lone pixels that hardly differ from their neighbours take their colour; not those of a dither. */
  readonly mergeOrphans: boolean;

  readonly loop: LoopChoice;
  /** Neighbouring frames that are the same become one, shown longer. */
  readonly dropDuplicates: boolean;
  /**
   * At most so many frames, chosen by how much moves, in the same time; null: as many as there are. Frames listed by hand
   * are all shown.
   */
  readonly frameCount: number | null;
  readonly align: Alignment;
  /**
   * The frames to show, in this order, by their number in the range, each as long as it is without the list; null: all
   * that the loop leaves.
   */
  readonly frames: readonly number[] | null;
}

/** Seconds of the video; `to` is outside. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** In pixels of the video as it is shown. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type GridChoice =
  /** Cells are laid as the size asks for. */
  | { readonly kind: 'off' }
  /** As the video's own cells are, where they are found. */
  | { readonly kind: 'auto' }
  /** Of this width in pixels of the video as shown; where they begin is found. */
  | { readonly kind: 'cell'; readonly cell: number };

export type BackgroundChoice =
  /** A plain backdrop goes where one is found. */
  | { readonly kind: 'auto' }
  /** Everything of this RGBA colour goes. */
  | { readonly kind: 'key'; readonly color: number }
  | { readonly kind: 'keep' };

export const SAMPLERS = ['centroid', 'majority', 'dpid', 'area', 'nearest'] as const;
/** How a cell's one colour is found among its samples. */
export type Sampler = (typeof SAMPLERS)[number];

export const DITHERS = ['none', 'bayer2', 'bayer4', 'bayer8', 'blue'] as const;
/** Ordered patterns, anchored to the frame: they stand still where the picture does. */
export type Dither = (typeof DITHERS)[number];

export const ALIGNMENTS = ['none', 'ground', 'drift'] as const;
/** none: one box for all frames; ground: the lowest pixel stands on one line; drift: slow wandering is taken out. */
export type Alignment = (typeof ALIGNMENTS)[number];

export type LoopChoice =
  /** The best cycle of the motion, where there is one. */
  | { readonly kind: 'auto' }
  /** All frames. */
  | { readonly kind: 'off' }
  /** A motion that happens once: stillness before and after it goes. */
  | { readonly kind: 'once' }
  /** Just these frames of the range. */
  | { readonly kind: 'span'; readonly start: number; readonly length: number };

export const DEFAULT_CLIP: ClipSettings = {
  width: 64,
  height: 64,
  fps: 12,
  range: null,
  crop: 'subject',
  grid: { kind: 'off' },
  quality: 6,
  background: { kind: 'auto' },
  matteSure: 0.05,
  matteSoft: 0.09,
  removeShadow: true,
  removeHoles: true,
  coverage: 0.5,
  sampler: 'centroid',
  detail: 0.5,
  outline: 0,
  palette: null,
  colorCount: 24,
  merge: 0.03,
  rarity: 0.5,
  dither: 'none',
  steadiness: 0.03,
  stick: 0.1,
  mergeOrphans: true,
  loop: { kind: 'auto' },
  dropDuplicates: true,
  frameCount: null,
  align: 'none',
  frames: null,
};

/** Between what bounds the numbers lie, and in which steps a slider moves them. */
export const CLIP_RANGES = {
  width: { least: 8, most: 512, step: 1 },
  height: { least: 8, most: 512, step: 1 },
  fps: { least: 1, most: 60, step: 1 },
  matteSure: { least: 0.02, most: 0.15, step: 0.005 },
  matteSoft: { least: 0.04, most: 0.25, step: 0.005 },
  coverage: { least: 0.2, most: 0.8, step: 0.05 },
  detail: { least: 0, most: 1, step: 0.05 },
  outline: { least: 0, most: 0.25, step: 0.01 },
  colorCount: { least: 2, most: 256, step: 1 },
  merge: { least: 0, most: 0.08, step: 0.005 },
  rarity: { least: 0.3, most: 1, step: 0.05 },
  steadiness: { least: 0, most: 0.08, step: 0.005 },
  stick: { least: 0, most: 0.2, step: 0.01 },
  frameCount: { least: 2, most: 512, step: 1 },
  /** Pixels of the video as shown. */
  cell: { least: 2, most: 128, step: 0.01 },
} as const satisfies Readonly<Record<string, SettingRange>>;

export interface SettingRange {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}
