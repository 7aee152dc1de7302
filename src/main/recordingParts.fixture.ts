import type { Connection } from '../shared/connection.ts';
import type { Generation } from '../shared/ipc.ts';
import type { Settings } from '../shared/settings.ts';
import { UnderWay } from '../shared/underWay.ts';
import { createGrants } from './files/grants.ts';
import type { TakeOfSprite } from './generation/records.ts';
import type { Parts } from './requests.ts';
import { createMemoryKeeper, createSettings } from './settings.ts';

/** What a test wants the user and the parts behind the requests to answer. */
export interface Script {
  readonly chosen?: readonly string[];
  readonly place?: string | null;
  readonly programAllowed?: boolean;
  /** The user agrees to what is asked about files. */
  readonly agreed?: boolean;
  readonly recent?: Parts['recent'];
  readonly sourceVideo?: string;
  readonly take?: TakeOfSprite;
  /** Names of sprites that are kept for recovery, by their ids. */
  readonly keptNames?: Readonly<Record<string, string>>;
}

const CONNECTION: Connection = { kind: 'demo' };

/**
 * For tests: real grants and settings, and in the place of the system and the cloud parts that answer from a script and
 * write down what was asked of them.
 */
export function recordingParts(script: Script = {}): { readonly parts: Parts; readonly calls: string[] } {
  const calls: string[] = [];
  const note = (what: string, ...about: readonly unknown[]): void => {
    calls.push([what, ...about.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))].join(' '));
  };
  const parts: Parts = {
    grants: createGrants(),
    writing: new UnderWay(),
    settings: createSettings(createMemoryKeeper()),
    recent: script.recent ?? { list: async () => [], remember: async (path) => note('remember', path) },
    images: {
      decodePicture: async () => ({ width: 1, height: 1, frames: [] }),
      encodePng: async () => new Uint8Array(),
      encodeWebp: async () => new Uint8Array(),
    },
    recovery: recordingRecovery(script, note),
    reportCrash: (name) => note('reportCrash', name),
    copyFile: async (from, to) => note('copy', from, to),
    shell: recordingShell(script, note),
    generations: recordingGenerations(script, note),
    studios: recordingStudios(script, note),
    cloud: recordingCloud(note),
  };
  return { parts, calls };
}

type Note = (what: string, ...about: readonly unknown[]) => void;

function recordingShell(script: Script, note: Note): Parts['shell'] {
  return {
    environment: async () => ({ platform: 'linux', version: '0', locale: 'en', files: [], notices: [] }),
    chooseFiles: async () => script.chosen ?? [],
    choosePlace: async () => script.place ?? null,
    askAboutUnsaved: async () => 'cancel',
    async confirmReplacing(name, count) {
      note('confirmReplacing', name, count);
      return script.agreed ?? false;
    },
    async confirmSequence(name, count) {
      note('confirmSequence', name, count);
      return script.agreed ?? false;
    },
    async confirmProgram(path) {
      note('confirmProgram', path);
      return script.programAllowed ?? false;
    },
    describeWindow: (state) => note('describe', state),
    awaitFiles: () => note('awaitFiles'),
    closeWindow: () => note('close'),
    openHelp: async (page) => note('help', page),
    openVideo: async (path) => note('openVideo', path),
    openFolder: async (path) => note('openFolder', path),
    settingsChanged: (settings: Settings) => note('settings', settings.language, settings.theme),
  };
}

function recordingGenerations(script: Script, note: Note): Parts['generations'] {
  const missing = async (): Promise<Generation> => {
    throw Object.assign(new Error('Not in this test'), { code: 'not_granted' });
  };
  return {
    generate: missing,
    retry: missing,
    list: async () => [],
    cancel: async (id) => note('cancel', id),
    forget: async (id) => note('forget', id),
    clipOf: async () => ({ width: 1, height: 1, palette: [0], frames: [] }),
    takeOf: async () => script.take ?? null,
    acknowledge: async (id) => note('acknowledge', id),
    fetchVideoAgain: async (id) => {
      note('fetchVideoAgain', id);
      return 'same';
    },
    thumbnailOf: async () => null,
    sourceVideoOf: async () => script.sourceVideo ?? '',
    videoOfJob: async (job) => `/kept/of-${job}.mp4`,
    onChange: () => () => undefined,
  };
}

function recordingRecovery(script: Script, note: Note): Parts['recovery'] {
  return {
    begin: () => note('beginPage'),
    keepPart: (document, at, bytes) => note('keepPart', document, at, bytes.length),
    keep: async (document, about) => note('keep', document, about),
    forget: async (document) => note('forget', document),
    idOf: (document) => `kept-${document}`,
    nameOf: async (id) => script.keptNames?.[id] ?? null,
    leftovers: async () => [],
    read: async () => new Uint8Array(),
    adopt: async (id, document) => note('adopt', id, document),
    discard: async (id) => note('discard', id),
    folder: async () => '/recovery',
    close: async () => note('closeRecovery'),
  };
}

function recordingStudios(script: Script, note: Note): Parts['studios'] {
  const missing = async (): Promise<never> => {
    throw Object.assign(new Error('Not in this test'), { code: 'not_granted' });
  };
  return {
    async open(id, find) {
      note('openStudio', id, await find({ signal: new AbortController().signal, onProgress: () => undefined }));
      return missing();
    },
    picture: missing,
    strip: missing,
    async cut(id, { fps }, pass) {
      note('cutStudio', id, fps, pass);
      return missing();
    },
    fileOf: async () => script.sourceVideo ?? missing(),
    close: async (id) => note('closeStudio', id),
    onProgress: () => () => undefined,
  };
}

function recordingCloud(note: Note): Parts['cloud'] {
  const noted = (what: string) => async () => {
    note(what);
    return CONNECTION;
  };
  return {
    quote: async () => null,
    connection: async () => CONNECTION,
    signIn: noted('signIn'),
    signUp: noted('signUp'),
    signOut: noted('signOut'),
    keepProviderKey: noted('keepProviderKey'),
    usage: async () => null,
    limitSpending: async () => ({ usedCents: 0, mostCents: 0, capCents: 0, priceVersion: '' }),
    checkConnection: async () => ({ kind: 'unknown' }),
    signInWays: async () => ({ email: true, browser: [] }),
    sendCode: async (email) => note('sendCode', email),
    signInWithCode: async (email, code) => {
      note('signInWithCode', email, code);
      return CONNECTION;
    },
    signInWithBrowser: noted('signInWithBrowser'),
    cancelBrowserSignIn: () => note('cancelBrowserSignIn'),
    budgetChanged: async () => note('budgetChanged'),
    reconnect: noted('reconnect'),
    onChange: () => () => undefined,
  };
}
