import { basename } from 'node:path';
import { describeSheet } from '../../../shared/formats/sheet/describeSheet.ts';
import { layOutSheet } from '../../../shared/formats/sheet/layOutSheet.ts';
import { encodePng } from '../../files/images.ts';
import type { OutputFile } from '../batch/batchFiles.ts';
import { EMPTY_PLAN } from '../batch/plan.ts';
import { saveSprite } from '../batch/saveSprite.ts';
import { writeOutputs } from '../batch/writeOutputs.ts';
import { print } from '../print.ts';
import { type MadeClip, reportOfClip, spriteOfClip } from './madeClip.ts';
import { isSheet, type MakeOrder } from './makePlan.ts';

/**
 * Writes made frames as the ending of --out says, under the names that --save-as knows. Everything is encoded first, so
 * that a failure leaves no file.
 */
export async function writeMade(made: MadeClip, order: MakeOrder, version: string): Promise<void> {
  const { out, data, report } = order.output;
  const files: OutputFile[] = [];
  const printed: string[] = [];
  const text = (place: string | null, json: () => string): void => {
    if (place) files.push({ path: place, bytes: new TextEncoder().encode(json()) });
    else if (place === '') printed.push(json());
  };
  if (isSheet(out)) {
    const sheet = layOutSheet(made.cut.clip);
    const { width, height, pixels } = sheet;
    files.push({
      path: out,
      bytes: await encodePng({ width, height, pixels: new Uint8Array(pixels.buffer), palette: made.cut.clip.palette }),
    });
    text(data, () => describeSheet(sheet, spriteOfClip(made), basename(out), version));
  } else {
    const path = order.command === 'generate' ? `${order.prompt.replace(/[/\\]/g, '_')}.aseprite` : order.file;
    files.push(...(await saveSprite({ path, sprite: spriteOfClip(made) }, out, EMPTY_PLAN.settings)));
  }
  text(report, () => reportOfClip(made, version));
  await writeOutputs(files);
  print(printed.join(''));
}
