import { runCommandLine } from './runCommandLine.ts';

/** The command line: what the window does with files, prompts and videos, without the window. */

process.exitCode = await runCommandLine(process.argv.slice(2), new URL('../../', import.meta.url));
// All is closed; what is left, such as the ten seconds' timer of the Realtime client, must not hold the program up.
setTimeout(() => process.exit(), 100).unref();
