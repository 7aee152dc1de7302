import { basename } from 'node:path';
import { layOutSheet } from '../../shared/formats/sheet/layOutSheet.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import { encodePng } from '../files/images.ts';
import type { OutputFile } from './batch/batchFiles.ts';
import { EMPTY_PLAN } from './batch/plan.ts';
import { saveSprite } from './batch/saveSprite.ts';
import { writeOutputs } from './batch/writeOutputs.ts';
import { isSheet, type MakeOrder } from './makePlan.ts';

/**
 * Writes made frames as the ending of --out says, under the names that --save-as knows. Everything is encoded first, so
 * that a failure leaves no file.
 */
export async function writeMade(sprite: Sprite, order: MakeOrder, version: string): Promise<void> {
  const { out, data } = order.output;
  if (!isSheet(out)) {
    const path = order.command === 'generate' ? `${order.prompt.replace(/[/\\]/g, '_')}.aseprite` : order.file;
    return writeOutputs(await saveSprite({ path, sprite }, out, EMPTY_PLAN.settings));
  }
  const sheet = layOutSheet(sprite, basename(out), version);
  const image: OutputFile = { path: out, bytes: await encodePng(sheet) };
  await writeOutputs(data ? [image, { path: data, bytes: new TextEncoder().encode(sheet.json) }] : [image]);
  if (data === '') process.stdout.write(sheet.json);
}
