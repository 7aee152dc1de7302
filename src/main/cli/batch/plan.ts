import type { SheetLayout } from '../../../shared/formats/sheet/sheetOptions.ts';
import type { Rect } from '../../../shared/sprite/rect.ts';
import type { ColorMode } from '../../../shared/sprite/sprite.ts';

/** What `celkiln -b ...` is to do, in the order of its words; the sheet comes last. */
export interface BatchPlan {
  readonly asks: 'help' | 'version' | null;
  readonly steps: readonly Step[];
  readonly sheet: SheetPlan;
  /** For the steps that come next. */
  readonly settings: Settings;
  readonly dithering: DitheringWords;
  /** Says what would be written and writes nothing. */
  readonly preview: boolean;
  /** 1: what is done goes to stderr; 2: also times and where errors are from. */
  readonly verbosity: 0 | 1 | 2;
}

export type Step =
  | { readonly do: 'open'; readonly file: string; readonly settings: Settings }
  | { readonly do: 'save'; readonly file: string; readonly settings: Settings }
  | { readonly do: 'palette'; readonly file: string }
  | { readonly do: 'scale'; readonly factor: number }
  | { readonly do: 'shrink'; readonly width: number; readonly height: number }
  | { readonly do: 'colorMode'; readonly mode: ColorMode; readonly dithering: DitheringWords };

export interface DitheringWords {
  readonly algorithm: 'none' | 'ordered' | 'old' | 'error-diffusion';
  /** bayer2x2, bayer4x4, bayer8x8, or the name of a picture. */
  readonly matrix: string;
}

/** What --layer, --tag and the like chose so far. A file is opened, and a save made, with what stands before it. */
export interface Settings {
  readonly allLayers: boolean;
  readonly layers: readonly string[];
  readonly ignoredLayers: readonly string[];
  readonly tag: string | null;
  readonly playSubtags: boolean;
  readonly frameRange: { readonly from: number; readonly to: number } | null;
  readonly ignoreEmpty: boolean;
  readonly slice: string | null;
  readonly crop: Rect | null;
  readonly oneFrame: boolean;
  readonly trim: boolean;
  readonly trimByGrid: boolean;
  readonly split: Split;
  readonly filenameFormat: string | null;
  readonly lists: readonly Listing[];
}

export interface Split {
  readonly layers: boolean;
  readonly tags: boolean;
  readonly slices: boolean;
  readonly grid: boolean;
}

export type Listing = 'layers' | 'layerHierarchy' | 'tags' | 'slices';

/** The sheet of all opened sprites. Its options count wherever they stand. */
export interface SheetPlan {
  /** Null: no picture is written. */
  readonly image: string | null;
  /** The file for the JSON; '' is stdout, as is null when there is a picture. */
  readonly data: string | null;
  readonly format: 'hash' | 'array';
  readonly layout: SheetLayout;
  /** 0: as many as needed. */
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly powerOfTwo: boolean;
  readonly mergeDuplicates: boolean;
  readonly borderPadding: number;
  readonly shapePadding: number;
  readonly innerPadding: number;
  readonly trim: 'frame' | 'sprite' | null;
  readonly trimByGrid: boolean;
  readonly extrude: boolean;
  readonly ignoreEmpty: boolean;
  readonly exportTileset: boolean;
  readonly crop: Rect | null;
  readonly filenameFormat: string | null;
  readonly tagnameFormat: string;
  readonly lists: readonly Listing[];
}

export const EMPTY_PLAN: BatchPlan = {
  asks: null,
  steps: [],
  sheet: {
    image: null,
    data: null,
    format: 'hash',
    layout: 'rows',
    width: 0,
    height: 0,
    columns: 0,
    rows: 0,
    powerOfTwo: false,
    mergeDuplicates: false,
    borderPadding: 0,
    shapePadding: 0,
    innerPadding: 0,
    trim: null,
    trimByGrid: false,
    extrude: false,
    ignoreEmpty: false,
    exportTileset: false,
    crop: null,
    filenameFormat: null,
    tagnameFormat: '{tag}',
    lists: [],
  },
  settings: {
    allLayers: false,
    layers: [],
    ignoredLayers: [],
    tag: null,
    playSubtags: false,
    frameRange: null,
    ignoreEmpty: false,
    slice: null,
    crop: null,
    oneFrame: false,
    trim: false,
    trimByGrid: false,
    split: { layers: false, tags: false, slices: false, grid: false },
    filenameFormat: null,
    lists: [],
  },
  dithering: { algorithm: 'none', matrix: 'bayer8x8' },
  preview: false,
  verbosity: 0,
};

/** Whether a sheet, or at least the data about one, is asked for. */
export function wantsSheet({ sheet }: Pick<BatchPlan, 'sheet'>): boolean {
  return sheet.image !== null || sheet.data !== null;
}
