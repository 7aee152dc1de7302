import { basename } from 'node:path';
import { FormatError } from '../../../shared/formats/formatError.ts';
import { indexed, type OwnColors, writtenPalette } from '../../../shared/formats/ownColors.ts';
import { formatFilename } from '../../../shared/formats/sheet/formatFilename.ts';
import { packSheet, type Sheet } from '../../../shared/formats/sheet/packSheet.ts';
import { sheetJson } from '../../../shared/formats/sheet/sheetJson.ts';
import type { SheetOptions } from '../../../shared/formats/sheet/sheetOptions.ts';
import { spriteOfFrames } from '../../../shared/formats/spriteOfFrames.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { BatchError } from './batchError.ts';
import type { OutputFile } from './batchFiles.ts';
import type { SheetPlan } from './plan.ts';
import { SAVE_ENDINGS, saveFormatOf } from './saveFormats.ts';
import {
  type ListedSprite,
  type SheetSample,
  type SheetSamples,
  type SheetSource,
  sheetSamples,
} from './sheetSamples.ts';

export interface ExportedSheet {
  readonly outputs: readonly OutputFile[];
  /** For stdout; empty when the data goes to a file. */
  readonly printed: string;
}

/** The sheet of all opened sprites, as a picture, as data, or as both. BatchError when there is nothing to put into it. */
export async function exportSheet(
  sources: readonly SheetSource[],
  plan: SheetPlan,
  version: string,
): Promise<ExportedSheet> {
  const { samples, listed } = sheetSamples(sources, plan);
  if (samples.length === 0) {
    const what = plan.exportTileset
      ? 'the sprites have no visible tilemap layers'
      : 'no frames are left of the sprites';
    throw new BatchError(
      sources.length === 0 ? 'There is no sprite for the sheet: name one.' : `The sheet would be empty: ${what}.`,
    );
  }
  const sheet = packed(samples, plan);
  const colors = sheetColors(
    listed.map(({ sprite }) => sprite),
    sheet,
  );
  const json = dataOf(sheet, samples, listed, plan, version, colors.palette !== undefined);
  const outputs = plan.image === null ? [] : [await pictureFile(plan.image, sheet, colors)];
  if (plan.data === null || plan.data === '') return { outputs, printed: json };
  return { outputs: [...outputs, { path: plan.data, bytes: new TextEncoder().encode(json) }], printed: '' };
}

function packed(samples: readonly SheetSample[], plan: SheetPlan): Sheet {
  const { layout, width, height, columns, rows, powerOfTwo, mergeDuplicates, extrude } = plan;
  const { borderPadding, shapePadding, innerPadding } = plan;
  const options: SheetOptions = {
    ...{ layout, columns, rows, powerOfTwo, mergeDuplicates, extrude, borderPadding, shapePadding, innerPadding },
    ...(width > 0 && { width }),
    ...(height > 0 && { height }),
  };
  try {
    return packSheet(
      samples.map(({ picture, source, band }) => ({ ...picture, source, band })),
      options,
    );
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new BatchError(`The sheet: ${error.reason}. Give it more room, or fewer frames.`, error);
  }
}

/** Indexed sprites with one and the same palette make an indexed sheet, any others one in RGBA. */
function sheetColors(sprites: readonly Sprite[], { pixels, entries }: Sheet): OwnColors {
  const palettes = sprites.map((sprite) => (sprite.paletteChanges.size > 0 ? undefined : writtenPalette(sprite, 0)));
  const [palette] = palettes;
  const same = palettes.every(
    (each) => each?.length === palette?.length && each?.every((color, i) => color === palette?.[i]),
  );
  return palette && entries && same ? indexed(pixels, palette, entries) : {};
}

async function pictureFile(path: string, { width, height, pixels }: Sheet, colors: OwnColors): Promise<OutputFile> {
  const format = saveFormatOf(path);
  if (format === undefined)
    throw new BatchError(`${path} cannot be written in the format of its ending. Endings are ${SAVE_ENDINGS}.`);
  const frames = [{ pixels, duration: 100 }];
  if (format.kind === 'picture') return { path, bytes: await format.encode({ width, height, pixels }, colors) };
  if (format.kind === 'animation')
    return { path, bytes: await format.encode({ width, height, frames, loop: 0 }, false) };
  const picture = { width, height, frames: [{ pixels, ...colors, width, height, x: 0, y: 0, duration: 100 }] };
  return {
    path,
    bytes: format.encode(spriteOfFrames({ ...picture, ...(colors.palette && { palette: colors.palette }) })),
  };
}

function dataOf(
  { width, height, placements }: Sheet,
  samples: readonly SheetSample[],
  listed: SheetSamples['listed'],
  plan: SheetPlan,
  version: string,
  indexed: boolean,
): string {
  const frames = placements.flatMap((placement, i) => {
    const sample = samples[i];
    if (sample === undefined) return [];
    const { name: filename, duration, sourceWidth, sourceHeight, source } = sample;
    const trimmed = source.x > 0 || source.y > 0 || source.width !== sourceWidth || source.height !== sourceHeight;
    return [{ filename, duration, placement: { ...placement, sourceWidth, sourceHeight, trimmed } }];
  });
  const { lists } = plan;
  const sprites = once(listed);
  return sheetJson({
    ...{ format: plan.format, frames, width, height, version, indexed },
    ...(plan.image !== null && { image: basename(plan.image) }),
    ...(lists.includes('tags') && { tags: sprites.map((each) => withTagNames(each, plan.tagnameFormat)) }),
    ...((lists.includes('layers') || lists.includes('layerHierarchy')) && {
      layers: sprites.map(({ sprite }) => sprite),
    }),
    ...(lists.includes('slices') && { slices: sprites.map(({ sprite }) => sprite) }),
  });
}

/** A file that was named twice is listed once. */
function once(listed: SheetSamples['listed']): SheetSamples['listed'] {
  return listed.filter(({ path }, i) => listed.findIndex((each) => each.path === path) === i);
}

function withTagNames({ path, kept }: ListedSprite, format: string): Sprite {
  const tags = kept.tags.map((tag) => ({ ...tag, name: formatFilename(format, { path, tag: tag.name }) }));
  return { ...kept, tags };
}
