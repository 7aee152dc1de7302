import {
  type Quote as CloudQuote,
  type GenerateRequest,
  JOB_LIMITS,
  type JobStatus,
  type QueuePlace,
} from '../../supabase/functions/_shared/job.ts';
import type { ClipSettings } from './clip/clipSettings.ts';
import type { CommandId } from './commands.ts';
import type {
  BrowserSignIn,
  CheckOutcome,
  Connection,
  ConnectionCheck,
  KeyProvider,
  SignInWays,
} from './connection.ts';
import type { Animation } from './formats/animation.ts';
import type { OwnColors } from './formats/ownColors.ts';
import type { ImportedPicture } from './formats/spriteOfFrames.ts';
import type { RecoveryId, RecoveryRequests } from './recovery.ts';
import type { Settings } from './settings.ts';
import type { PixelClip } from './sprite/pixelClip.ts';
import type { StudioProgress, StudioRequests } from './studio.ts';
import type { Usage, UsageMonth } from './usage.ts';

/** The one contract between renderer and main: what the renderer may ask, and what main tells it unasked. */
export interface Requests extends StudioRequests, RecoveryRequests {
  /** What the renderer must know of its surroundings before it shows anything. */
  environment(): Promise<Environment>;

  /** Lets the user choose files to open; none when they cancel. */
  chooseFiles(purpose: FilePurpose): Promise<readonly GrantedFile[]>;
  /** Lets the user choose where to save; null when they cancel. */
  chooseSavePlace(suggestedName: string, format: SaveFormat): Promise<GrantedFile | null>;
  /**
   * Places for what is written along with a chosen place: a sheet's JSON of the same name, or all pictures of a numbered
   * sequence, the first included. Asks before files there are replaced; none when the user does not want that.
   */
  placesBeside(place: FileId, wanted: Companions): Promise<readonly GrantedFile[]>;
  /**
   * The numbered pictures that follow a picture, itself first (cat01.png, cat02.png, ...), after asking the user whether
   * they want them as frames of one sprite; none when they do not, or when there are none.
   */
  sequenceOf(file: FileId): Promise<readonly GrantedFile[]>;
  readFile(file: FileId): Promise<Uint8Array>;
  /** Replaces the file whole or not at all. */
  writeFile(file: FileId, bytes: Uint8Array): Promise<void>;
  recentFiles(): Promise<readonly RecentFile[]>;
  /** Puts a file on top of the recent ones; the thumbnail is a small PNG. */
  rememberFile(file: FileId, thumbnail: Uint8Array): Promise<void>;

  /** A picture of any kind with all its frames: also WebP, JPEG, AVIF and TIFF, which have no codec of their own here. */
  decodePicture(bytes: Uint8Array): Promise<ImportedPicture>;
  /** A PNG: an indexed one with a palette (at most 256 colours, all pixels among them), a grayscale one if it is gray. */
  encodePng(image: WrittenImage): Promise<Uint8Array>;
  /** A WebP without loss. */
  encodeWebp(animation: Animation): Promise<Uint8Array>;

  /** What a video costs and what can be asked for along with it; null when that cannot be known now. */
  quote(): Promise<Quote | null>;
  /** Starts a generation; answers as soon as its record is on disk. Everything after comes as 'generation' events. */
  generate(request: GenerationRequest): Promise<Generation>;
  /** Newest first. */
  generations(): Promise<readonly Generation[]>;
  cancelGeneration(id: GenerationId): Promise<void>;
  /** One that has ended again: a failed one goes on where its job is still good, any other begins as a new one. */
  retryGeneration(id: GenerationId): Promise<Generation>;
  /** Takes a generation that has ended off the list. */
  forgetGeneration(id: GenerationId): Promise<void>;
  /** The frames of one that is `ready` or `done`. */
  clipOf(id: GenerationId): Promise<PixelClip>;
  /** Which frames of which sprite it is another take of; null: of none, or of one that is gone. */
  takeOf(id: GenerationId): Promise<AwaitedTake | null>;
  /** Says that the frames stand in a document; a `ready` one becomes `done`. */
  acknowledgeGeneration(id: GenerationId): Promise<void>;
  /** Lets the user save the source video; false when they cancel. */
  saveSourceVideo(id: GenerationId): Promise<boolean>;
  /** Opens the source video in the program that the system has for it. */
  openSourceVideo(id: GenerationId): Promise<void>;
  /** Fetches the source video once more from where the job has it; whether it is the one that the frames were cut from. */
  fetchVideoAgain(id: GenerationId): Promise<'same' | 'other'>;
  /** The first frame as a PNG; null when there is none. */
  thumbnailOf(id: GenerationId): Promise<Uint8Array | null>;

  connection(): Promise<Connection>;
  signIn(email: string, password: string): Promise<Connection>;
  signUp(email: string, password: string): Promise<Connection>;
  signOut(): Promise<Connection>;
  /** What the project lets people sign in with. */
  signInWays(): Promise<SignInWays>;
  /** Sends a code for one sign-in to this address. */
  sendCode(email: string): Promise<void>;
  signInWithCode(email: string, code: string): Promise<Connection>;
  /** Goes through the system's browser; answers when it has come back. */
  signInWithBrowser(way: BrowserSignIn): Promise<Connection>;
  /** Stops waiting for the browser. */
  cancelBrowserSignIn(): Promise<void>;
  /** Keeps a provider's key, encrypted where the system can; an empty one is forgotten. It never comes back here. */
  keepProviderKey(provider: KeyProvider, key: string): Promise<Connection>;
  /** What was made over the present connection; null when nobody is signed in to it, or it cannot be asked. */
  usage(): Promise<Usage | null>;
  /**
   * Sets the limit of whoever is signed in to a project for what a month may cost, in US cents, below its operator's cap;
   * null takes it away. Answers what counts now.
   */
  limitSpending(cents: number | null): Promise<UsageMonth>;
  /** Looks at one part of the present connection. */
  checkConnection(check: ConnectionCheck): Promise<CheckOutcome>;

  settings(): Promise<Settings>;
  changeSettings(change: Partial<Settings>): Promise<Settings>;

  /** Something in the page went wrong; told to nobody unless the user wants that. */
  reportCrash(name: string, stack: string): Promise<void>;
  /** What the title bar and the closing question go by. */
  describeWindow(state: WindowState): Promise<void>;
  /** Asks about unsaved changes with the system's own dialog. */
  askAboutUnsaved(name: string): Promise<'save' | 'discard' | 'cancel'>;
  /** A first answer of the renderer to 'closeRequested': it finishes the files that it is writing, however long that takes. */
  finishFiles(): Promise<void>;
  /** The renderer's answer to 'closeRequested': nothing is left to save. */
  closeWindow(): Promise<void>;
  /** Opens one of our own documentation pages in the program that the system has for it. */
  openHelp(page: HelpPage): Promise<void>;
}

/** What crosses the border: the requests, and what only the preload may ask. */
export interface PreloadRequests extends Requests {
  /** Grants a file that the user dropped; the path comes from the system, never from the page. */
  grantDropped(path: string): Promise<GrantedFile>;
}

/** Main to renderer. */
export interface Events {
  /** A new state of a generation; the list may hold one that the renderer does not know yet. */
  generation: Generation;
  studioProgress: StudioProgress;
  connection: Connection;
  /** Something that the user should know, and did not ask for. */
  notice: Failure;
  /** From the native menu. */
  command: CommandId;
  /** The system handed files to the running application. */
  filesOpened: readonly GrantedFile[];
  /** The user wants to close the window; the answer is closeWindow or nothing. */
  closeRequested: null;
}

/** Every request, for the preload to mirror: a name left out here, or one too many, does not compile. */
export const REQUEST_NAMES = [
  'environment',
  'chooseFiles',
  'chooseSavePlace',
  'placesBeside',
  'sequenceOf',
  'readFile',
  'writeFile',
  'recentFiles',
  'rememberFile',
  'keepPart',
  'keepSprite',
  'forgetKept',
  'recoverables',
  'readRecoverable',
  'adoptRecoverable',
  'discardRecoverable',
  'openRecoveryFolder',
  'decodePicture',
  'encodePng',
  'encodeWebp',
  'quote',
  'generate',
  'generations',
  'cancelGeneration',
  'retryGeneration',
  'forgetGeneration',
  'clipOf',
  'takeOf',
  'acknowledgeGeneration',
  'saveSourceVideo',
  'openSourceVideo',
  'fetchVideoAgain',
  'thumbnailOf',
  'openStudio',
  'studioPicture',
  'studioStrip',
  'cutStudio',
  'saveStudioVideo',
  'closeStudio',
  'connection',
  'signIn',
  'signUp',
  'signOut',
  'signInWays',
  'sendCode',
  'signInWithCode',
  'signInWithBrowser',
  'cancelBrowserSignIn',
  'keepProviderKey',
  'checkConnection',
  'usage',
  'limitSpending',
  'settings',
  'changeSettings',
  'reportCrash',
  'describeWindow',
  'askAboutUnsaved',
  'finishFiles',
  'closeWindow',
  'openHelp',
] as const satisfies readonly (keyof Requests)[];
export const EVENT_NAMES = [
  'generation',
  'studioProgress',
  'connection',
  'notice',
  'command',
  'filesOpened',
  'closeRequested',
] as const satisfies readonly (keyof Events)[];

type Unlisted =
  | Exclude<keyof Requests, (typeof REQUEST_NAMES)[number]>
  | Exclude<keyof Events, (typeof EVENT_NAMES)[number]>;
const unlisted: [Unlisted] extends [never] ? true : Unlisted = true;
void unlisted;

/** A request's outcome as it crosses the border, because an Error loses all but its message there. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** Something went wrong, in a way that the interface can put in the artist's words. */
export interface Failure {
  /** A stable name such as 'file_not_found'; the dictionary has a text for each that a user can meet. */
  readonly code: string;
  /** English, for logs and for codes that the dictionary does not know. */
  readonly message: string;
}

/** What the preload puts on window.celkiln; `Dropped` is the DOM's File, which this folder does not know. */
export type Api<Dropped> = {
  readonly [Name in keyof Requests]: (
    ...args: Parameters<Requests[Name]>
  ) => Promise<Answer<Awaited<ReturnType<Requests[Name]>>>>;
} & {
  /** Listens until the returned function is called. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void;
  /** Turns a File that the user dropped into a handle; the path itself stays in main. */
  grantDropped(file: Dropped): Promise<Answer<GrantedFile>>;
};

declare const kind: unique symbol;
export type FileId = string & { readonly [kind]: 'file' };
export type GenerationId = string & { readonly [kind]: 'generation' };

export interface Environment {
  readonly platform: 'darwin' | 'win32' | 'linux';
  readonly version: string;
  /** The user's language by the system. */
  readonly locale: string;
  /** Files given on the command line or by the system at the start. */
  readonly files: readonly GrantedFile[];
  /** What the user should know of how the program started. */
  readonly notices: readonly Failure[];
}

/** What a file is chosen for: to be opened as what it is, or as something that it holds. */
export type FilePurpose = 'open' | 'video' | 'palette' | 'sheet' | 'sheetData';
export type FileKind = 'aseprite' | 'image' | 'video' | 'palette' | 'unknown';
export type SaveFormat = 'aseprite' | 'gif' | 'png' | 'webp' | 'json' | 'palette';
/** Files that go with a chosen place. */
export type Companions = { readonly kind: 'data' } | { readonly kind: 'sequence'; readonly count: number };

/** A file that the user chose, dropped or opened before; what it is called, never where it lies. */
export interface GrantedFile {
  readonly id: FileId;
  readonly name: string;
  readonly kind: FileKind;
}

export interface RecentFile extends GrantedFile {
  /** PNG */
  readonly thumbnail: Uint8Array;
}

export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** RGBA, 4 bytes a pixel, not premultiplied. */
  readonly pixels: Uint8Array;
}

/** A picture to write, with how it is to keep its colours. */
export type WrittenImage = DecodedImage & OwnColors;

/** Between what bounds a generation may be asked for. */
export const GENERATION_LIMITS = JOB_LIMITS;

export interface GenerationRequest {
  readonly prompt: string;
  readonly settings: ClipSettings;
  readonly projectId?: string;
  /** What the video begins with, at most START_FRAME_SIDE pixels a side; only where the quote offers it. */
  readonly startFrame?: DecodedImage;
  /** What it ends with, likewise. */
  readonly endFrame?: DecodedImage;
  /** Where it is another take of frames of a sprite: it finds them again after a restart. */
  readonly take?: TakenFrames & TakenFrom;
}

/** A saved sprite by its file, an unsaved one by the window's number of its document. */
export type TakenFrom = { readonly file: FileId } | { readonly document: number };

/** Frames of a sprite, known by their places: ids do not outlive the session. */
export interface TakenFrames {
  /** The layer's name, and its place among all of the sprite's, groups included, from the bottom. */
  readonly layer: string;
  readonly place: number;
  /** Places of the first and the last frame. */
  readonly from: number;
  readonly to: number;
}

/** Where frames belong that were asked for in an earlier session. */
export type AwaitedTake = TakenFrames & AwaitedFrom;
export type AwaitedFrom =
  | { readonly file: GrantedFile }
  /** A sprite that no file holds, which is kept for recovery; empty where its name is not known. */
  | { readonly kept: RecoveryId; readonly name: string };

/** Longest side of a start frame in pixels, before it is enlarged. */
export const START_FRAME_SIDE = 2048;

/** What a generation would cost, before it is asked for. */
export interface Quote {
  /** Who makes the video, in words. */
  readonly provider: string;
  /** An estimate in US cents; 0 is free. */
  readonly cents: number;
  /** What the provider cannot do is not to be offered. */
  readonly capabilities: CloudQuote['capabilities'];
}

export interface Generation {
  readonly id: GenerationId;
  readonly origin: GenerationOrigin;
  readonly settings: ClipSettings;
  readonly state: GenerationState;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** SHA-256 of the video in hexadecimal, by which it is kept; null until there is one. */
  readonly sourceHash: string | null;
}

export interface GenerationOrigin {
  readonly request: GenerateRequest;
  /** Whose picture it is, in words; the embedded generator calls itself "Demo generator". */
  readonly provider: string;
  /** Null until the function has answered. */
  readonly jobId: string | null;
  /** Who drew it, from which seed, and for how many US cents; where the job tells. */
  readonly model?: string;
  readonly seed?: number;
  readonly cents?: number;
}

/** `progress` is 0 to 1 within the whole way and never falls. */
export type GenerationState =
  | {
      readonly stage: 'waiting';
      readonly status: JobStatus;
      readonly progress: number;
      readonly expectedSeconds: number;
      /** Where it stands while it waits for its turn at the provider. */
      readonly queue?: QueuePlace;
      /** Its server is out of reach; it goes on by itself, and out once. */
      readonly offline?: true;
    }
  | { readonly stage: 'downloading' | 'decoding' | 'pixelating'; readonly progress: number }
  /** The frames are cut and wait to be put into a document. */
  | { readonly stage: 'ready'; readonly frameCount: number }
  | { readonly stage: 'done'; readonly frameCount: number }
  | { readonly stage: 'failed'; readonly error: Failure }
  | { readonly stage: 'canceled' };

export interface WindowState {
  /** Name of the sprite in front; empty where none is open. */
  readonly title: string;
  readonly unsaved: boolean;
  /** What runs and how far it is, in words; empty where nothing does. */
  readonly jobs: string;
}

export type HelpPage = 'privacy' | 'guide' | 'deployment' | 'troubleshooting';
