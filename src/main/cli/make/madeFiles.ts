import { encodePng } from '../../../shared/formats/png/encodePng.ts';
import { layOutSheet } from '../../../shared/formats/sheet/layOutSheet.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';
import type { OutputFile } from '../batch/batchFiles.ts';
import { writeOutputs } from '../batch/writeOutputs.ts';
import { print } from '../print.ts';
import { type MadeClip, reportOfClip } from './madeClip.ts';
import { isSheet, type MakeOrder } from './makePlan.ts';

/**
 * Writes made frames as the ending of --out says, under the names that --save-as knows. Everything is encoded first, so
 * that a failure leaves no file.
 */
export async function writeMade(made: MadeClip, order: MakeOrder, version: string): Promise<void> {
  const { out, data, report } = order.output;
  const files: OutputFile[] = [];
  const printed: string[] = [];
  const text = (place: string, json: string): void => {
    if (place === '') printed.push(json);
    else files.push({ path: place, bytes: new TextEncoder().encode(json) });
  };
  if (isSheet(out)) {
    const laid = layOutSheet(made.cut.clip);
    files.push({ path: out, bytes: encodePng(laid.image, nodeZlib) });
    if (data !== null) text(data, (await loadMadeSprite()).sheetData(made, laid, order, version));
  } else {
    files.push(...(await (await loadMadeSprite()).spriteFiles(made, order)));
  }
  if (report !== null) text(report, reportOfClip(made, version));
  await writeOutputs(files);
  print(printed.join(''));
}

/** Loads what an order will need; to be called while there is nothing else to do. */
export async function prepareWriting({ output: { out, data } }: MakeOrder): Promise<void> {
  if (!isSheet(out) || data !== null) await loadMadeSprite();
}

/** A sheet without data is written without any of it. */
function loadMadeSprite() {
  return import('./madeSprite.ts');
}
