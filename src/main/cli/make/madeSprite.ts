import { basename } from 'node:path';
import { canvasForCut, fillWithCut } from '../../../shared/clip/sourcedClip.ts';
import { describeSheet } from '../../../shared/formats/sheet/describeSheet.ts';
import type { ClipSheet } from '../../../shared/formats/sheet/layOutSheet.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import type { OutputFile } from '../batch/batchFiles.ts';
import { EMPTY_PLAN } from '../batch/plan.ts';
import { saveSprite } from '../batch/saveSprite.ts';
import type { MadeClip } from './madeClip.ts';
import type { MakeOrder } from './makePlan.ts';

/** Saves made frames as a sprite, as the ending of --out says. */
export async function spriteFiles(made: MadeClip, order: MakeOrder): Promise<readonly OutputFile[]> {
  const path = order.command === 'generate' ? `${order.prompt.replace(/[/\\]/g, '_')}.aseprite` : order.file;
  return saveSprite({ path, sprite: spriteOfClip(made) }, order.output.out, EMPTY_PLAN.settings);
}

/** What game engines read of a sheet of made frames. */
export function sheetData(made: MadeClip, { sheet }: ClipSheet, { output }: MakeOrder, version: string): string {
  return describeSheet(sheet, spriteOfClip(made), basename(output.out), version);
}

/** A sprite that has just the layer of these frames, as the window makes it. */
function spriteOfClip({ cut }: MadeClip): Sprite {
  return fillWithCut(cut)(canvasForCut(cut));
}
