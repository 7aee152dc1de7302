import { fileURLToPath } from 'node:url';
import { cutOfGeneration } from '../../../shared/generatedFrames.ts';
import type { Generation } from '../../../shared/ipc.ts';
import { memorySecrets } from '../../cloud/secrets.ts';
import { probe } from '../../ffmpeg/probe.ts';
import { openFileKeeper } from '../../fileKeeper.ts';
import { isOffline } from '../../generation/newGeneration.ts';
import { type GenerationParts, openParts } from '../../openParts.ts';
import { createSettings } from '../../settings.ts';
import { checkPlaces } from '../batch/checkPlaces.ts';
import { tellWarnings } from './clipWarnings.ts';
import { settingsWithPalette } from './lockedPalette.ts';
import type { MadeClip } from './madeClip.ts';
import { writeMade } from './madeFiles.ts';
import { type GenerateOrder, placesOf } from './makePlan.ts';
import { progressLine, progressText } from './progressLine.ts';
import { untilCanceled } from './untilCanceled.ts';
import { userDataFolder } from './userData.ts';

/** A generation ended without frames. */
class NotGenerated extends Error {
  override readonly name = 'NotGenerated';
}

/**
 * Makes frames from a prompt, as the window does, and writes them.
 *
 * @param root The program's folder.
 * @returns The exit code.
 */
export async function generate(order: GenerateOrder, root: URL, version: string): Promise<number> {
  // Before anything is spent on frames that could not be kept.
  await checkPlaces(placesOf(order));
  const settings = await settingsWithPalette(order);
  return untilCanceled(async (signal) => {
    const parts = open(root);
    try {
      await signIn(parts);
      const { id } = await parts.generations.generate({ settings, prompt: order.prompt });
      const made = await madeOf(await endOf(id, parts, signal), parts);
      tellWarnings(made.report, settings);
      await writeMade(made, order, version);
      await parts.generations.acknowledge(id);
    } finally {
      await parts.close();
    }
  });
}

/** The generation when it is ready. @throws NotGenerated with the reason in words */
async function endOf(id: Generation['id'], { generations }: GenerationParts, signal: AbortSignal): Promise<Generation> {
  const { promise: ended, resolve: end } = Promise.withResolvers<Generation>();
  const show = progressLine(process.stderr);
  const hear = (generation: Generation): void => {
    if (generation.id !== id) return;
    const offline = isOffline(generation.state);
    if (generation.state.stage !== 'failed' && !offline) show(progressText(generation));
    // A command line does not wait for a network.
    if (offline || ['ready', 'failed', 'canceled'].includes(generation.state.stage)) end(generation);
  };
  const stop = generations.onChange(hear);
  const cancel = (): void => void generations.cancel(id);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (const generation of await generations.list()) hear(generation);
    const generation = await ended;
    if (isOffline(generation.state)) {
      await generations.cancel(id);
      throw new NotGenerated('The server cannot be reached.');
    }
    if (generation.state.stage === 'failed') throw new NotGenerated(generation.state.error.message);
    if (generation.state.stage !== 'ready') throw new NotGenerated('Canceled.');
    return generation;
  } finally {
    stop();
    signal.removeEventListener('abort', cancel);
  }
}

async function madeOf(generation: Generation, { generations, ffmpeg }: GenerationParts): Promise<MadeClip> {
  const { clip, report } = await generations.cutOf(generation.id);
  const file = await generations.sourceVideoOf(generation.id);
  const { codec, width, height, fps = null, seconds = null } = await probe((await ffmpeg()).path, file);
  const cut = { ...cutOfGeneration(generation, clip), pivot: report.pivot };
  const { name } = cut.provenance;
  return { cut, report, source: { name, hash: generation.sourceHash ?? '', codec, width, height, fps, seconds } };
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
