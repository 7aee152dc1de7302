import { fileURLToPath } from 'node:url';
import { memorySecrets } from '../cloud/secrets.ts';
import { type GenerationParts, openParts } from '../openParts.ts';
import { createSettings, openFileKeeper } from '../settings.ts';
import { checkThere } from './batch/openSprite.ts';
import { checkPlaces } from './batch/writeOutputs.ts';
import type { MakeOrder } from './makePlan.ts';
import { makeSprite } from './makeSprite.ts';
import { writeMade } from './outputs.ts';
import { progressLine, progressText } from './progressLine.ts';
import { userDataFolder } from './userData.ts';

const CANCELED = 130;

/**
 * Makes frames from a prompt or a video, as the window does, and writes them.
 *
 * @param root The program's folder.
 * @returns The exit code.
 */
export async function make(order: MakeOrder, root: URL, version: string): Promise<number> {
  const { out, data } = order.output;
  // Before anything is spent on frames that could not be kept.
  await checkPlaces(data ? [out, data] : [out]);
  if (order.command === 'import-video') await checkThere(order.file);
  const canceled = new AbortController();
  const cancel = (): void => canceled.abort();
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  const parts = open(root);
  const show = progressLine(process.stderr);
  try {
    await signIn(parts);
    const sprite = await makeSprite(order, parts, (generation) => show(progressText(generation)), canceled.signal);
    await writeMade(sprite, order, version);
    return 0;
  } catch (error) {
    if (canceled.signal.aborted) return CANCELED;
    throw error;
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\n');
    await parts.close();
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
  }
}

function open(root: URL): GenerationParts {
  const userData = userDataFolder(process.env, process.platform);
  const programs = new URL('out/main/', root);
  return openParts({
    userData,
    settings: createSettings(openFileKeeper(userData)),
    secrets: memorySecrets(),
    supabaseFolder: fileURLToPath(new URL('supabase', root)),
    workers: {
      backend: new URL('backend.js', programs),
      pixelate: new URL('pixelate.js', programs),
    },
    environment: process.env,
  });
}

/** The window's session is encrypted for the window; here the environment says who signs in. */
async function signIn({ cloud }: GenerationParts): Promise<void> {
  const { CELKILN_EMAIL: email, CELKILN_PASSWORD: password } = process.env;
  if (email && password && (await cloud.connection()).kind === 'signedOut') await cloud.signIn(email, password);
}
