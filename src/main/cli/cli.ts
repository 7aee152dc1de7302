import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { memorySecrets } from '../cloud/secrets.ts';
import { type GenerationParts, openParts } from '../openParts.ts';
import { createSettings, openFileKeeper } from '../settings.ts';
import { HELP, type Order, readCommandLine, UsageError } from './commandLine.ts';
import { makeSprite } from './makeSprite.ts';
import { writeOutput } from './outputs.ts';
import { progressLine, progressText } from './progressLine.ts';
import { userDataFolder } from './userData.ts';

/** The command line: what the window does with prompts and videos, without the window. */

const FOLDER = new URL('../../', import.meta.url);
const CANCELED = 130;

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  try {
    return await carryOut(readCommandLine(words));
  } catch (error) {
    process.stderr.write(`celkiln: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof UsageError)) return 1;
    process.stderr.write("Try 'celkiln --help'.\n");
    return 2;
  }
}

async function carryOut(order: Order): Promise<number> {
  if (order.command === 'help') process.stdout.write(HELP);
  else if (order.command === 'version') process.stdout.write(`${version()}\n`);
  else return make(order);
  return 0;
}

async function make(order: Extract<Order, { options: unknown }>): Promise<number> {
  const canceled = new AbortController();
  const cancel = (): void => canceled.abort();
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  const parts = open();
  const show = progressLine(process.stderr);
  try {
    await signIn(parts);
    const sprite = await makeSprite(order, parts, (generation) => show(progressText(generation)), canceled.signal);
    await writeOutput(sprite, order.output, version());
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

function open(): GenerationParts {
  const userData = userDataFolder(process.env, process.platform);
  return openParts({
    userData,
    settings: createSettings(openFileKeeper(userData)),
    secrets: memorySecrets(),
    supabaseFolder: fileURLToPath(new URL('supabase', FOLDER)),
    workers: {
      backend: new URL('./backend.js', import.meta.url),
      pixelate: new URL('./pixelate.js', import.meta.url),
    },
    environment: process.env,
  });
}

/** The window's session is encrypted for the window; here the environment says who signs in. */
async function signIn({ cloud }: GenerationParts): Promise<void> {
  const { CELKILN_EMAIL: email, CELKILN_PASSWORD: password } = process.env;
  if (email && password && (await cloud.connection()).kind === 'signedOut') await cloud.signIn(email, password);
}

function version(): string {
  const facts: { version: string } = JSON.parse(readFileSync(new URL('package.json', FOLDER), 'utf8'));
  return facts.version;
}
