import { FormatError } from '../../../shared/formats/formatError.ts';
import { convertColors } from '../../../shared/sprite/edits/convertColors.ts';
import { canScale, scaleSprite } from '../../../shared/sprite/edits/scaleSprite.ts';
import { LIMITS, type Sprite } from '../../../shared/sprite/sprite.ts';
import { FileError } from '../../files/fileError.ts';
import { BatchError } from './batchError.ts';
import { BatchFiles, type OutputFile } from './batchFiles.ts';
import { allVisible, missingLayers } from './chooseLayers.ts';
import { ditheringOf } from './ditheringOf.ts';
import { exportSheet } from './exportSheet.ts';
import { listings } from './listings.ts';
import { openPalette } from './openPalette.ts';
import { type BatchPlan, type Settings, type Step, wantsSheet } from './plan.ts';
import { namesEachFile } from './saveNames.ts';
import { type OpenSprite, saveSprite } from './saveSprite.ts';
import type { SheetSource } from './sheetSamples.ts';

/** What a run made; nothing of it is written or printed yet. */
export interface BatchResult {
  readonly outputs: readonly OutputFile[];
  /** For stdout. */
  readonly printed: string;
}

/**
 * Carries out a plan step by step, reading files but writing none.
 *
 * @param tell Hears what is being done, a line each.
 * @param warn Hears what a script's author should know, a line each.
 * @throws BatchError
 */
export async function runBatch(
  plan: BatchPlan,
  version: string,
  tell: (line: string) => void,
  warn: (line: string) => void,
): Promise<BatchResult> {
  const run = new BatchRun(plan, tell, warn);
  for (const step of plan.steps) await run.take(step);
  return run.finish(version);
}

class BatchRun {
  readonly #plan: BatchPlan;
  readonly #tell: (line: string) => void;
  readonly #warn: (line: string) => void;
  readonly #files = new BatchFiles();
  readonly #lines: string[] = [];
  readonly #warned = new Set<string>();
  #open: readonly SheetSource[] = [];

  constructor(plan: BatchPlan, tell: (line: string) => void, warn: (line: string) => void) {
    this.#plan = plan;
    this.#tell = tell;
    this.#warn = warn;
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'open':
        return this.#openFile(step);
      case 'save':
        return this.#save(step);
      case 'palette': {
        this.#tell(`Palette ${step.file}`);
        const palette = await openPalette(step.file);
        return this.#changeLast((sprite) => ({ ...sprite, palette, paletteChanges: new Map() }));
      }
      case 'scale':
        return this.#changeAll((sprite) => scaledBy(sprite, step.factor));
      case 'shrink':
        return this.#changeAll((sprite) =>
          scaledBy(sprite, Math.min(1, step.width / sprite.width, step.height / sprite.height)),
        );
      case 'colorMode': {
        const dithering = await ditheringOf(step.dithering);
        return this.#changeAll(convertColors(step.mode, dithering));
      }
    }
  }

  async finish(version: string): Promise<BatchResult> {
    if (!wantsSheet(this.#plan)) {
      if (this.#plan.settings.lists.some((list) => !this.#lastLists().includes(list))) {
        this.#warn('A --list option behind the last file lists nothing; put it before the file.');
      }
      return { outputs: this.#files.outputs, printed: this.#lines.map((line) => `${line}\n`).join('') };
    }
    const sheet = await exportSheet(this.#open, this.#plan.sheet, version).catch((error: unknown) => {
      throw inWords(error, 'The sheet');
    });
    for (const output of sheet.outputs) this.#add(output);
    return { outputs: this.#files.outputs, printed: sheet.printed };
  }

  async #openFile({ file, settings }: Step & { do: 'open' }): Promise<void> {
    const sprite = await this.#files.open(file, settings.oneFrame);
    if (sprite === undefined) return this.#tell(`${file} is open already, as part of a numbered sequence`);
    this.#tell(
      `Open ${file}: ${sprite.width} x ${sprite.height}, ${sprite.colorMode}, frames: ${sprite.frames.length}`,
    );
    const shown = settings.allLayers ? allVisible(sprite) : sprite;
    this.#open = [...this.#open, { path: file, sprite: shown, settings }];
    if (wantsSheet(this.#plan)) this.#warnOfLayers({ path: file, sprite: shown }, settings);
    else this.#lines.push(...listings(shown, settings.lists));
  }

  /** One of several --layer may be missing in one of several files. */
  #warnOfLayers({ path, sprite }: OpenSprite, settings: Settings): void {
    for (const name of missingLayers(sprite, settings)) {
      const warning = `${path} has no layer "${name}".`;
      if (!this.#warned.has(warning)) this.#warn(warning);
      this.#warned.add(warning);
    }
  }

  async #save({ file, settings }: Step & { do: 'save' }): Promise<void> {
    const chosen = namesEachFile(file) ? this.#open : this.#open.slice(-1);
    for (const open of chosen) {
      this.#warnOfLayers(open, settings);
      const outputs = await saveSprite(open, file, settings).catch((error: unknown) => {
        throw inWords(error, `${open.path} as ${file}`);
      });
      if (outputs.length === 0) this.#warn(`--save-as ${file}: nothing is left of ${open.path} to save.`);
      for (const output of outputs) this.#add(output);
    }
  }

  #add(output: OutputFile): void {
    this.#tell(`Save ${output.path}: ${output.bytes.length} bytes`);
    if (this.#files.add(output)) return;
    this.#warn(`${output.path} is made more than once; the last one stays. Add {layer}, {tag} or {frame} to its name.`);
  }

  #lastLists() {
    return this.#plan.steps.findLast((step) => step.do === 'open')?.settings.lists ?? [];
  }

  #changeLast(change: (sprite: Sprite) => Sprite): void {
    this.#open = this.#open.map((open, i) =>
      i === this.#open.length - 1 ? { ...open, sprite: change(open.sprite) } : open,
    );
  }

  #changeAll(change: (sprite: Sprite) => Sprite): void {
    this.#open = this.#open.map((open) => {
      try {
        return { ...open, sprite: change(open.sprite) };
      } catch (error) {
        throw error instanceof BatchError ? new BatchError(`${open.path}: ${error.message}`, error) : error;
      }
    });
  }
}

/** What a format refuses, with what it was about. */
function inWords(error: unknown, subject: string): unknown {
  return error instanceof FormatError || error instanceof FileError
    ? new BatchError(`${subject}: ${error.message}.`.replace(/\.\.$/, '.'), error)
    : error;
}

function scaledBy(sprite: Sprite, factor: number): Sprite {
  if (factor === 1) return sprite;
  const [width, height] = [sprite.width, sprite.height].map((side) => Math.max(1, Math.floor(side * factor + 1e-9)));
  if (width === undefined || height === undefined) return sprite;
  if (width > LIMITS.side || height > LIMITS.side) {
    throw new BatchError(`${width} x ${height} pixels are too many; up to ${LIMITS.side} on a side are possible.`);
  }
  if (canScale(sprite, width, height)) return scaleSprite(width, height)(sprite);
  throw new BatchError('tilemaps can only be scaled so that tiles keep whole pixels. Choose another size.');
}
