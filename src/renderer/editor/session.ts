import type { Connection } from '../../shared/connection.ts';
import type { ExportKind, ExportSettings } from '../../shared/exportSettings.ts';
import type { Salvage } from '../../shared/formats/salvage.ts';
import type {
  AwaitedTake,
  Environment,
  Failure,
  FileId,
  Generation,
  GenerationId,
  GrantedFile,
  RecentFile,
} from '../../shared/ipc.ts';
import type { Recoverable, RecoveryId } from '../../shared/recovery.ts';
import type { Settings } from '../../shared/settings.ts';
import { rgba } from '../../shared/sprite/color.ts';
import type { History } from '../../shared/sprite/history.ts';
import type { Point } from '../../shared/sprite/rect.ts';
import type { Selection } from '../../shared/sprite/selection.ts';
import type { FrameId, LayerId, Palette, Sprite, TagId } from '../../shared/sprite/sprite.ts';
import type { StudioProgress } from '../../shared/studio.ts';
import type { Clip } from './clipboard.ts';
import type { Gesture } from './gesture.ts';
import type { SheetPicture } from './import/spriteOfSheet.ts';
import type { StudioOpening } from './studio/studioOpening.ts';
import type { Modifiers, ToolId, ToolOptions } from './tools/tool.ts';
import type { View, Viewport } from './view.ts';

/** Everything that the window shows, as one readonly value. */
export interface Session {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly connection: Connection;
  readonly recent: readonly RecentFile[];
  /** What can be recovered, newest first. */
  readonly recoverables: readonly Recoverable[];
  /** Newest first. */
  readonly generations: readonly Generation[];
  /** Where the frames of each running generation go. */
  readonly destinations: ReadonlyMap<GenerationId, Destination>;

  readonly documents: readonly Document[];
  /** Null: no sprite is open. */
  readonly active: DocumentId | null;

  /** Kept up to date by the canvas. */
  readonly viewport: Viewport;
  /** The canvas pixel under the pointer, on the canvas or beside it; null when the pointer is elsewhere. */
  readonly pointer: Point | null;
  readonly tool: ToolId;
  /** Which of these keys are down. */
  readonly modifiers: Modifiers;
  /** The tool that a held key puts in the place of the chosen one. */
  readonly heldTool: ToolId | null;
  readonly options: ToolOptions;
  /** RGBA. */
  readonly foreground: number;
  readonly background: number;
  readonly clipboard: Clip | null;

  readonly pixelGrid: boolean;
  readonly onionSkin: OnionSkin;
  readonly timelineShown: boolean;
  /** CSS pixels; the window may have room for less. */
  readonly timelineHeight: number;
  /** The timeline shows small pictures of the cels, not dots. */
  readonly celPictures: boolean;
  readonly dock: 'generate' | 'layers' | 'preview';
  /** The video that the studio shows in place of the sprites; null: the sprites are shown. */
  readonly studio: StudioOpening | null;
  readonly studioProgress: StudioProgress | null;
  readonly dialog: Dialog | null;
  readonly notices: readonly Notice[];
}

export interface Destination {
  /** The one in front when it was asked for; null: a sprite of its own. */
  readonly document: DocumentId | null;
  /** Another take of these frames, as a hidden layer above this one. */
  readonly take?: { readonly above: LayerId; readonly from: FrameId; readonly to: FrameId };
  /** Frames of a sprite, asked for in an earlier session: it waits until that sprite is open. */
  readonly awaits?: AwaitedTake;
}

declare const kind: unique symbol;
export type DocumentId = number & { readonly [kind]: 'document' };

/** An open sprite and how it is being looked at. */
export interface Document {
  readonly id: DocumentId;
  /** File name, or the name that a new sprite was given. */
  readonly name: string;
  /** Where it is saved; null until it has been. */
  readonly file: FileId | null;
  readonly history: History;
  /** The sprite as it stands in the file; null: never saved. */
  readonly saved: Sprite | null;
  /**
   * What it was kept as when it was lost and found again: its changes are worth saving, although nothing has been done to
   * it since. Null: it was not.
   */
  readonly recovered: RecoveryId | null;
  /** The cel that tools draw on. */
  readonly frame: FrameId;
  readonly layer: LayerId;
  readonly view: View;
  readonly gesture: Gesture | null;
  readonly playback: Playback | null;
  /** Where the last freehand line ended; Shift goes on from there. */
  readonly lastPoint: Point | null;
  /** What Reselect brings back. */
  readonly lastSelection: Selection | null;
  /** How it was exported last, now or when its file was saved; null: never. Saved with the file. */
  readonly exported: ExportSettings | null;
  /** The files of the last export in this session. */
  readonly exportedTo: readonly GrantedFile[];
}

export interface Playback {
  /** Plays this tag; null: the tag around the frame it started from, or everything. */
  readonly tag: TagId | null;
  /** On the clock of `performance.now()`. */
  readonly startedAt: number;
  /** The frame to go back to when it stops. */
  readonly from: FrameId;
}

export interface OnionSkin {
  readonly shown: boolean;
  readonly before: number;
  readonly after: number;
  /** 0 to 255, of the nearest frame; it halves with each further one. */
  readonly opacity: number;
}

export type Dialog =
  | { readonly kind: 'newSprite' }
  | { readonly kind: 'canvasSize' }
  | { readonly kind: 'layerProperties'; readonly layer: LayerId }
  | { readonly kind: 'frameProperties'; readonly frame: FrameId }
  | { readonly kind: 'tagProperties'; readonly tag: TagId | null }
  /** Other frames in the place of some of the current layer's. */
  | { readonly kind: 'regenerate' }
  /** Something was done in the studio that leaving it would lose. */
  | { readonly kind: 'leaveStudio' }
  /** Null: the kind that this sprite was exported as last. */
  | { readonly kind: 'export'; readonly as: ExportKind | null }
  | { readonly kind: 'importSheet'; readonly name: string; readonly image: SheetPicture }
  /** A palette that was opened, dropped or pasted; null: one that is still to be pasted. */
  | { readonly kind: 'palette'; readonly name: string; readonly palette: Palette | null }
  | { readonly kind: 'damaged'; readonly name: string; readonly salvage: Salvage }
  | { readonly kind: 'preferences'; readonly page: 'general' | 'connection' }
  /** Every job there was, what they cost, and how they went. */
  | { readonly kind: 'activity'; readonly page: 'jobs' | 'costs' | 'figures' }
  /** Sprites that an earlier window or program has left unsaved. */
  | { readonly kind: 'recovery' }
  | { readonly kind: 'commandPalette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'about' };

/** What went well, or goes on; `name` says of what. */
export type NewsCode = 'saved' | 'exported' | 'stillWriting' | 'inserted' | 'fetchedSame' | 'fetchedOther';

/** Something to tell the artist, until they close it or it has been seen long enough. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly message: Failure | { readonly code: NewsCode; readonly name: string };
  /** Name of the file that a failure is about. */
  readonly file?: string;
  readonly generation?: GenerationId;
}

export const DEFAULT_OPTIONS: ToolOptions = {
  brushSize: 1,
  brushShape: 'round',
  pixelPerfect: false,
  contiguous: true,
  tolerance: 0,
  filled: false,
  pickFrom: 'all',
};

export function newSession(start: Pick<Session, 'environment' | 'settings' | 'connection'>): Session {
  return {
    ...start,
    recent: [],
    recoverables: [],
    generations: [],
    destinations: new Map(),
    documents: [],
    active: null,
    viewport: { width: 720, height: 480, density: 1 },
    pointer: null,
    tool: 'pencil',
    modifiers: { shift: false, alt: false, mod: false },
    heldTool: null,
    options: DEFAULT_OPTIONS,
    foreground: rgba(23, 26, 28),
    background: rgba(247, 250, 243),
    clipboard: null,
    pixelGrid: true,
    onionSkin: { shown: false, before: 1, after: 1, opacity: 96 },
    timelineShown: true,
    timelineHeight: 212,
    celPictures: true,
    dock: 'generate',
    studio: null,
    studioProgress: null,
    dialog: null,
    notices: [],
  };
}

export function activeDocument(session: Session): Document | undefined {
  return session.documents.find((document) => document.id === session.active);
}

/** The session with one document as `change` returns it. */
export function updateDocument(
  session: Session,
  id: DocumentId | null,
  change: (document: Document) => Document,
): Session {
  const index = session.documents.findIndex((document) => document.id === id);
  const document = session.documents[index];
  if (document === undefined) return session;
  const next = change(document);
  return next === document ? session : { ...session, documents: session.documents.with(index, next) };
}

export function isUnsaved(document: Document): boolean {
  return document.history.now.sprite !== document.saved;
}
