import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { FilePurpose, SaveFormat } from '../shared/ipc.ts';
import type { DialogTexts } from './dialogTexts.ts';
import { EXTENSIONS, SAVED_EXTENSIONS } from './files/fileKind.ts';

/** Electron's dialogs, bound to the window that they lie over. */
export interface SystemDialogs {
  open(options: OpenDialogOptions): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>;
  save(options: SaveDialogOptions): Promise<{ readonly canceled: boolean; readonly filePath?: string }>;
  message(options: MessageBoxOptions): Promise<{ readonly response: number }>;
}

export interface Dialogs {
  chooseFiles(purpose: FilePurpose): Promise<readonly string[]>;
  choosePlace(suggestedName: string, format: SaveFormat | 'video'): Promise<string | null>;
  askAboutUnsaved(name: string): Promise<'save' | 'discard' | 'cancel'>;
  /** True: the files may be replaced. */
  confirmReplacing(name: string, count: number): Promise<boolean>;
  /** True: the pictures are frames of one sprite. */
  confirmSequence(name: string, count: number): Promise<boolean>;
  /** True: the program may be run. */
  confirmProgram(path: string): Promise<boolean>;
  /** True: close although changes are lost. */
  askAboutStuck(): Promise<boolean>;
  /** True: start the page again. */
  askAboutCrash(): Promise<boolean>;
}

/** @param texts Asked each time, because the language can change. */
export function createDialogs(system: SystemDialogs, texts: () => DialogTexts): Dialogs {
  return {
    async chooseFiles(purpose) {
      const { canceled, filePaths } = await system.open({
        properties: purpose === 'open' || purpose === 'video' ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: openFilters(purpose, texts().filters),
      });
      return canceled ? [] : filePaths;
    },
    async choosePlace(suggestedName, format) {
      const { canceled, filePath } = await system.save({
        defaultPath: plainName(suggestedName),
        filters: [
          {
            name: texts().filters[format],
            extensions: [...(format === 'video' ? EXTENSIONS.video : SAVED_EXTENSIONS[format])],
          },
        ],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || !filePath ? null : filePath;
    },
    async askAboutUnsaved(name) {
      const { message, detail, save, discard, cancel } = texts().unsaved;
      const answers = ['save', 'discard', 'cancel'] as const;
      const chosen = await ask(system, { message: message(name), detail }, [save, discard, cancel]);
      return answers[chosen] ?? 'cancel';
    },
    async confirmReplacing(name, count) {
      const { message, detail, replace, cancel } = texts().replace;
      return (await ask(system, { message: message(name, count), detail }, [replace, cancel])) === 0;
    },
    async confirmSequence(name, count) {
      const { message, detail, open, cancel } = texts().sequence;
      return (await ask(system, { message: message(name, count), detail }, [open, cancel])) === 0;
    },
    async confirmProgram(path) {
      const { message, detail, allow, cancel } = texts().program;
      return (await ask(system, { message, detail: detail(path) }, [allow, cancel])) === 0;
    },
    async askAboutStuck() {
      const { message, detail, close, wait } = texts().stuck;
      return (await ask(system, { message, detail }, [close, wait])) === 0;
    },
    async askAboutCrash() {
      const { message, detail, reload, close } = texts().crashed;
      return (await ask(system, { message, detail }, [reload, close])) === 0;
    },
  };
}

/** The last button is what Escape means. */
async function ask(
  system: SystemDialogs,
  words: { readonly message: string; readonly detail: string },
  buttons: readonly string[],
): Promise<number> {
  const last = buttons.length - 1;
  const { response } = await system.message({
    type: 'question',
    ...words,
    buttons: [...buttons],
    defaultId: buttons.length === 3 ? 0 : last,
    cancelId: last,
    noLink: true,
  });
  return response;
}

function openFilters(purpose: FilePurpose, names: DialogTexts['filters']) {
  const everything = { name: names.everything, extensions: ['*'] };
  if (purpose === 'video') return [{ name: names.video, extensions: [...EXTENSIONS.video] }, everything];
  const { aseprite, image, video, palette } = EXTENSIONS;
  if (purpose === 'sheet') return [{ name: names.image, extensions: [...image] }, everything];
  if (purpose === 'sheetData') return [{ name: names.json, extensions: ['json'] }, everything];
  if (purpose === 'palette') {
    return [{ name: names.palette, extensions: [...palette, ...aseprite, ...image] }, everything];
  }
  return [
    { name: names.all, extensions: [...aseprite, ...image, ...video, ...palette] },
    { name: names.aseprite, extensions: [...aseprite] },
    { name: names.image, extensions: [...image] },
    { name: names.video, extensions: [...video] },
    { name: names.palette, extensions: [...palette] },
    everything,
  ];
}

/** A suggestion names a file, never a folder: it comes from the page. */
function plainName(suggested: string): string {
  const name = [...suggested].filter((character) => character >= ' ' && !'\\/:*?"<>|'.includes(character)).join('');
  return name.replace(/^[. ]+/, '') || 'sprite';
}
