import type { Salvage } from '../../../shared/formats/salvage.ts';
import type { ImportedPicture } from '../../../shared/formats/spriteOfFrames.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import type { ExportRequest, Rendering } from '../../editor/export/renderExport.ts';
import type { Failed } from './openWorker.ts';

/** What the worker is asked to do. */
export type Job =
  | { readonly kind: 'decodeAseprite'; readonly bytes: Uint8Array }
  | { readonly kind: 'salvage'; readonly bytes: Uint8Array }
  | { readonly kind: 'encodeAseprite'; readonly sprite: Sprite }
  | { readonly kind: 'decodePicture'; readonly bytes: Uint8Array }
  | { readonly kind: 'decodePiskel'; readonly bytes: Uint8Array }
  | { readonly kind: 'renderExport'; readonly request: ExportRequest };

/** What comes of each. */
export interface Results {
  readonly decodeAseprite: Sprite;
  readonly salvage: Salvage;
  readonly encodeAseprite: Uint8Array;
  readonly decodePicture: ImportedPicture | null;
  readonly decodePiskel: Sprite;
  readonly renderExport: Rendering;
}

export type Outcome =
  | { [Kind in keyof Results]: { readonly kind: Kind; readonly value: Results[Kind] } }[keyof Results]
  | Failed;
