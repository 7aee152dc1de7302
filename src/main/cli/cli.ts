import { runCommandLine } from './runCommandLine.ts';

/** The command line: what the window does with files, prompts and videos, without the window. */

process.exitCode = await runCommandLine(process.argv.slice(2), new URL('../../', import.meta.url));
await Promise.all([process.stdout, process.stderr].map(written));
// All is closed. What is left, such as the ten seconds' timer of the Realtime client, must not hold the program up, nor must
// taking memory apart that goes with it.
process.exit();

/** Nothing that was said is still on its way. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
