import { readFileSync } from 'node:fs';
import { type Order, readCommandLine } from './commandLine.ts';
import { helpText } from './help.ts';
import { UsageError } from './usageError.ts';

/** The command line: what the window does with files, prompts and videos, without the window. */

const ROOT = new URL('../../', import.meta.url);

// A reader that has seen enough, such as head, ends us without a word.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await main(process.argv.slice(2));
// All is closed; what is left, such as the ten seconds' timer of the Realtime client, must not hold the program up.
setTimeout(() => process.exit(), 100).unref();

async function main(words: readonly string[]): Promise<number> {
  try {
    return await carryOut(readCommandLine(words));
  } catch (error) {
    process.stderr.write(`celkiln: ${oneLine(error)}\n`);
    if (words.includes('--debug') && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    if (!(error instanceof UsageError)) return 1;
    process.stderr.write("Try 'celkiln --help'.\n");
    return 2;
  }
}

async function carryOut(order: Order): Promise<number> {
  switch (order.command) {
    case 'help':
      process.stdout.write(helpText());
      return 0;
    case 'version':
      process.stdout.write(`${version()}\n`);
      return 0;
    case 'batch': {
      const { batch } = await import('./batch.ts');
      await batch(order.plan, version());
      return 0;
    }
    case 'pixelate': {
      const { pixelate } = await import('./make/pixelate.ts');
      return pixelate(order, ROOT, version());
    }
    case 'generate': {
      // Loaded only now: the database and the cloud's client would hold up every other run.
      const { generate } = await import('./make/generate.ts');
      return generate(order, ROOT, version());
    }
  }
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
}

function version(): string {
  const facts: { version: string } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'));
  return facts.version;
}
