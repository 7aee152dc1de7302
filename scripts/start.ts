import { buildIfStale } from './build.ts';
import { run } from './command.ts';
import { electronProgram } from './electronProgram.ts';
import { CHROMIUM, ensure, FFMPEG } from './systemPackages.ts';

/** npm start: builds what is stale and opens the editor. */

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.error(
    'There is no display to open a window on.\n' +
      "At the machine itself, start this from its desktop; over ssh, use 'ssh -X', or 'xvfb-run -a npm start' to try it\n" +
      "without seeing it. Without a window, 'npm run cli -- --help' does the same work.",
  );
  process.exit(1);
}
const program = await electronProgram(true);
const ready = await ensure(program.kind === 'host' ? [CHROMIUM, FFMPEG] : [FFMPEG]);
if (!ready && program.kind === 'host') process.exit(1);
await buildIfStale();
if (program.kind === 'host') console.error("Electron's program is not here: the editor is shown by Chromium instead.");
process.exitCode = await run(program.path, ['.', ...process.argv.slice(2)]);
