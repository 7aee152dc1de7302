import { run, tool } from './command.ts';
import { electronProgram } from './electronProgram.ts';
import { CHROMIUM, ensure, FFMPEG } from './systemPackages.ts';

/** npm run dev: the editor with hot reload of the page, and a restart when main changes. */

const program = await electronProgram(true);
if (!(await ensure(program.kind === 'host' ? [CHROMIUM, FFMPEG] : [FFMPEG])) && program.kind === 'host')
  process.exit(1);
if (program.kind === 'host') console.error("Electron's program is not here: the editor is shown by Chromium instead.");
process.exitCode = await run(tool('electron-vite'), ['dev', '--watch'], { ELECTRON_EXEC_PATH: program.path });
