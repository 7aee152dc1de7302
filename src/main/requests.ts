import { extname, isAbsolute } from 'node:path';
import type {
  BrowserSignIn,
  CheckOutcome,
  Connection,
  ConnectionCheck,
  KeyProvider,
  SignInWays,
} from '../shared/connection.ts';
import type { Animation } from '../shared/formats/animation.ts';
import type { ImportedPicture } from '../shared/formats/spriteOfFrames.ts';
import type {
  Environment,
  FilePurpose,
  Generation,
  GenerationId,
  GenerationRequest,
  HelpPage,
  PreloadRequests,
  Quote,
  SaveFormat,
  WindowState,
  WrittenImage,
} from '../shared/ipc.ts';
import type { RecoveryId } from '../shared/recovery.ts';
import type { Settings } from '../shared/settings.ts';
import type { PixelClip } from '../shared/sprite/pixelClip.ts';
import type { UnderWay } from '../shared/underWay.ts';
import type { Usage, UsageMonth } from '../shared/usage.ts';
import { placesBeside, sequenceOf } from './files/companions.ts';
import { FileError } from './files/fileError.ts';
import type { Grants } from './files/grants.ts';
import type { Recent } from './files/recent.ts';
import { withEnding } from './files/withEnding.ts';
import type { Fetching } from './generation/fetchOfJob.ts';
import type { TakeOfSprite } from './generation/records.ts';
import { type RecoveryParts, recoveryRequests } from './recovery/recoveryRequests.ts';
import { RequestError } from './requestError.ts';
import { connectionOf, type SettingsStore } from './settings.ts';
import { type Studios, studioRequests } from './studioRequests.ts';

/** Prompts and videos on their way to frames. */
export interface Generations {
  generate(request: Omit<GenerationRequest, 'take'>, take?: TakeOfSprite): Promise<Generation>;
  /** Newest first. */
  list(): Promise<readonly Generation[]>;
  cancel(id: GenerationId): Promise<void>;
  retry(id: GenerationId): Promise<Generation>;
  forget(id: GenerationId): Promise<void>;
  clipOf(id: GenerationId): Promise<PixelClip>;
  takeOf(id: GenerationId): Promise<TakeOfSprite | null>;
  acknowledge(id: GenerationId): Promise<void>;
  /** Path of the kept source video; one that is gone is fetched again from its job. */
  sourceVideoOf(id: GenerationId, fetching?: Fetching): Promise<string>;
  /** Likewise that of a job, which need not be one of the list any more. */
  videoOfJob(jobId: string, fetching: Fetching): Promise<string>;
  fetchVideoAgain(id: GenerationId): Promise<'same' | 'other'>;
  /** The first frame as a PNG. */
  thumbnailOf(id: GenerationId): Promise<Uint8Array | null>;
  /** Hears of every new state, until the returned function is called. */
  onChange(listener: (generation: Generation) => void): () => void;
}

/** Whom the prompts go to. */
export interface Cloud {
  connection(): Promise<Connection>;
  signIn(email: string, password: string): Promise<Connection>;
  signUp(email: string, password: string): Promise<Connection>;
  signOut(): Promise<Connection>;
  keepProviderKey(provider: KeyProvider, key: string): Promise<Connection>;
  signInWays(): Promise<SignInWays>;
  sendCode(email: string): Promise<void>;
  signInWithCode(email: string, code: string): Promise<Connection>;
  signInWithBrowser(way: BrowserSignIn): Promise<Connection>;
  cancelBrowserSignIn(): void;
  usage(): Promise<Usage | null>;
  limitSpending(cents: number | null): Promise<UsageMonth>;
  checkConnection(check: ConnectionCheck): Promise<CheckOutcome>;
  /** The most that the own keys may spend is another sum now. */
  budgetChanged(): Promise<void>;
  /** What a video would cost whoever is signed in; null when that cannot be known now. */
  quote(): Promise<Quote | null>;
  /** The address or the key in the settings is another one now. */
  reconnect(): Promise<Connection>;
  onChange(listener: (connection: Connection) => void): () => void;
}

export interface Images {
  decodePicture(bytes: Uint8Array): Promise<ImportedPicture>;
  encodePng(image: WrittenImage): Promise<Uint8Array>;
  encodeWebp(animation: Animation): Promise<Uint8Array>;
}

/** The window and the system around it. */
export interface Shell {
  environment(): Promise<Environment>;
  /** Paths that the user chose. */
  chooseFiles(purpose: FilePurpose): Promise<readonly string[]>;
  /** The path that the user chose, or null. */
  choosePlace(suggestedName: string, format: SaveFormat | 'video'): Promise<string | null>;
  askAboutUnsaved(name: string): Promise<'save' | 'discard' | 'cancel'>;
  /** Asks whether files, `count` in all, may be replaced. */
  confirmReplacing(name: string, count: number): Promise<boolean>;
  /** Asks whether `count` pictures, of which this is the first, are to become frames. */
  confirmSequence(name: string, count: number): Promise<boolean>;
  /** Asks whether a program may be run from now on. */
  confirmProgram(path: string): Promise<boolean>;
  describeWindow(state: WindowState): void;
  /** The page will close the window when its files are written. */
  awaitFiles(): void;
  closeWindow(): void;
  openHelp(page: HelpPage): Promise<void>;
  /** Opens a video in the program that the system has for it. */
  openVideo(path: string): Promise<void>;
  /** Likewise a folder. */
  openFolder(path: string): Promise<void>;
  /** Language and theme reach the native parts. */
  settingsChanged(settings: Settings): void;
}

export interface Parts {
  readonly shell: Shell;
  readonly grants: Grants;
  /** Is told of each of the user's files that is being written. */
  readonly writing: Pick<UnderWay, 'during'>;
  readonly recent: Recent;
  readonly recovery: RecoveryParts['recovery'];
  readonly images: Images;
  readonly settings: SettingsStore;
  readonly generations: Generations;
  readonly studios: Studios;
  readonly cloud: Cloud;
  /** Something in the page went wrong. */
  reportCrash(name: string, stack: string): void;
  /** Copies a file over another, whole or not at all. */
  copyFile(from: string, to: string): Promise<void>;
}

/** Answers everything that the renderer may ask, from parts that know nothing of one another. */
export function createRequests(parts: Parts): PreloadRequests {
  return {
    ...fileRequests(parts),
    ...generationRequests(parts),
    ...studioRequests(parts),
    ...recoveryRequests(parts),
    ...settingsRequests(parts),
    ...windowRequests(parts),
    decodePicture: (bytes) => parts.images.decodePicture(bytes),
    encodePng: (image) => parts.images.encodePng(image),
    encodeWebp: (animation) => parts.images.encodeWebp(animation),
    quote: () => parts.cloud.quote(),
    connection: () => parts.cloud.connection(),
    signIn: (email, password) => parts.cloud.signIn(email, password),
    signUp: (email, password) => parts.cloud.signUp(email, password),
    signOut: () => parts.cloud.signOut(),
    signInWays: () => parts.cloud.signInWays(),
    sendCode: (email) => parts.cloud.sendCode(email.trim()),
    signInWithCode: (email, code) => parts.cloud.signInWithCode(email.trim(), code.replaceAll(/\s/g, '')),
    signInWithBrowser: (way) => parts.cloud.signInWithBrowser(way),
    cancelBrowserSignIn: async () => parts.cloud.cancelBrowserSignIn(),
    usage: () => parts.cloud.usage(),
    limitSpending: (cents) => parts.cloud.limitSpending(cents),
    reportCrash: async (name, stack) => parts.reportCrash(name, stack),
    checkConnection: (check) => parts.cloud.checkConnection(check),
    keepProviderKey: (provider, key) => parts.cloud.keepProviderKey(provider, key.trim()),
  };
}

type Requests<Names extends keyof PreloadRequests> = Pick<PreloadRequests, Names>;

function fileRequests({ shell, grants, recent, writing }: Parts) {
  return {
    async chooseFiles(purpose) {
      const paths = await shell.chooseFiles(purpose);
      return Promise.all(paths.map((path) => grants.grant(path)));
    },
    async chooseSavePlace(suggestedName, format) {
      const chosen = await shell.choosePlace(suggestedName, format);
      const path = chosen && (await withEnding(shell, chosen, format));
      return path ? grants.grantPlace(path) : null;
    },
    placesBeside: (place, wanted) => placesBeside({ grants, shell }, place, wanted),
    sequenceOf: (file) => sequenceOf({ grants, shell }, file),
    readFile: (file) => grants.read(file),
    writeFile: (file, bytes) => writing.during(grants.write(file, bytes)),
    async recentFiles() {
      const entries = await recent.list();
      const files = await Promise.allSettled(entries.map((entry) => grants.grant(entry.path)));
      return entries.flatMap(({ thumbnail }, at) => {
        const file = files[at];
        return file?.status === 'fulfilled' ? [{ ...file.value, thumbnail }] : [];
      });
    },
    rememberFile: async (file, thumbnail) => writing.during(recent.remember(grants.pathOf(file), thumbnail)),
    async grantDropped(path) {
      if (isAbsolute(path)) return grants.grant(path);
      throw new FileError('file_not_found', 'What was dropped is not a file on this computer. Save it first.');
    },
  } satisfies Requests<
    | 'chooseFiles'
    | 'chooseSavePlace'
    | 'placesBeside'
    | 'sequenceOf'
    | 'readFile'
    | 'writeFile'
    | 'recentFiles'
    | 'rememberFile'
    | 'grantDropped'
  >;
}

function generationRequests({ generations, grants, recovery, shell, writing, copyFile }: Parts) {
  return {
    generate({ take, ...request }) {
      if (!take) return generations.generate(request);
      if ('document' in take) {
        const { document, ...frames } = take;
        return generations.generate(request, { ...frames, kept: recovery.idOf(document) });
      }
      const { file, ...frames } = take;
      return generations.generate(request, { ...frames, path: grants.pathOf(file) });
    },
    async takeOf(id) {
      const take = await generations.takeOf(id);
      if (take === null) return null;
      if ('kept' in take) {
        const { kept, ...frames } = take;
        const name = await recovery.nameOf(kept).catch(() => null);
        return name === null ? null : { ...frames, kept: kept as RecoveryId, name };
      }
      const { path, ...frames } = take;
      // A file that was moved or deleted has no frames to be found again.
      const file = await grants.grant(path).catch(() => null);
      return file && { ...frames, file };
    },
    generations: () => generations.list(),
    cancelGeneration: (id) => generations.cancel(id),
    retryGeneration: (id) => generations.retry(id),
    forgetGeneration: (id) => generations.forget(id),
    clipOf: (id) => generations.clipOf(id),
    acknowledgeGeneration: (id) => generations.acknowledge(id),
    async saveSourceVideo(id) {
      const source = await generations.sourceVideoOf(id);
      const place = await shell.choosePlace(`video${extname(source)}`, 'video');
      if (place === null) return false;
      await writing.during(copyFile(source, place));
      return true;
    },
    openSourceVideo: async (id) => shell.openVideo(await generations.sourceVideoOf(id)),
    fetchVideoAgain: (id) => generations.fetchVideoAgain(id),
    thumbnailOf: (id) => generations.thumbnailOf(id),
  } satisfies Requests<
    | 'generate'
    | 'takeOf'
    | 'generations'
    | 'cancelGeneration'
    | 'retryGeneration'
    | 'forgetGeneration'
    | 'clipOf'
    | 'acknowledgeGeneration'
    | 'saveSourceVideo'
    | 'openSourceVideo'
    | 'fetchVideoAgain'
    | 'thumbnailOf'
  >;
}

function settingsRequests({ settings, shell, cloud }: Parts) {
  return {
    settings: async () => settings.read(),
    async changeSettings(change) {
      const before = settings.read();
      await assertProgramAllowed(change.ffmpegPath ?? '', before.ffmpegPath, shell);
      const now = settings.write(change);
      shell.settingsChanged(now);
      if (connectionOf(now) !== connectionOf(before)) await cloud.reconnect();
      else if (now.monthlyCents !== before.monthlyCents) await cloud.budgetChanged();
      return now;
    },
  } satisfies Requests<'settings' | 'changeSettings'>;
}

/** This setting is run as a program: a page that has been taken over must not be able to name one by itself. */
async function assertProgramAllowed(path: string, before: string, shell: Shell): Promise<void> {
  if (path === '' || path === before) return;
  if (!isAbsolute(path)) throw new RequestError('bad_request', 'Give the whole path of ffmpeg.');
  if (await shell.confirmProgram(path)) return;
  throw new RequestError('bad_request', 'The path of ffmpeg was left as it was.');
}

function windowRequests({ shell, recovery }: Parts) {
  return {
    environment() {
      // The first that a page asks for. What an earlier one kept is left over then, be it that it crashed.
      recovery.begin();
      return shell.environment();
    },
    describeWindow: async (state) => shell.describeWindow(state),
    askAboutUnsaved: (name) => shell.askAboutUnsaved(name),
    finishFiles: async () => shell.awaitFiles(),
    closeWindow: async () => shell.closeWindow(),
    openHelp: (page) => shell.openHelp(page),
  } satisfies Requests<
    'environment' | 'describeWindow' | 'askAboutUnsaved' | 'finishFiles' | 'closeWindow' | 'openHelp'
  >;
}
