import { readFileSync } from 'node:fs';
import { type Order, readCommandLine } from './commandLine.ts';
import { helpText } from './help.ts';
import { print } from './print.ts';
import { UsageError } from './usageError.ts';

/**
 * Carries out the words behind the program's name.
 *
 * @param root The program's folder.
 * @returns The exit code. Everything is closed by then.
 */
export async function runCommandLine(words: readonly string[], root: URL): Promise<number> {
  try {
    return await carryOut(readCommandLine(words), root);
  } catch (error) {
    process.stderr.write(`celkiln: ${oneLine(error)}\n`);
    if (words.includes('--debug') && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    if (!(error instanceof UsageError)) return 1;
    process.stderr.write("Try 'celkiln --help'.\n");
    return 2;
  }
}

async function carryOut(order: Order, root: URL): Promise<number> {
  switch (order.command) {
    case 'help':
      print(helpText());
      return 0;
    case 'version':
      print(`Celkiln ${version(root)}\n`);
      return 0;
    case 'batch': {
      const { batch } = await import('./batch.ts');
      await batch(order.plan, version(root));
      return 0;
    }
    case 'pixelate': {
      const { pixelate } = await import('./make/pixelate.ts');
      return pixelate(order, version(root));
    }
    case 'generate': {
      // Loaded only now: the database and the cloud's client would hold up every other run.
      const { generate } = await import('./make/generate.ts');
      return generate(order, root, version(root));
    }
  }
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
}

function version(root: URL): string {
  const facts: { version: string } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  return facts.version;
}
