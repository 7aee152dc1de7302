import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { mustRun, ROOT, tool } from './command.ts';
import { electronProgram } from './electronProgram.ts';
import { missingFor, type Target } from './packageParts.ts';

/**
 * npm run package: what is given to users, into release/.
 *
 *   npm run package                                 installers for this system and processor
 *   npm run package -- --dir                        only the folder that the installers would hold
 *   npm run package -- --dir --without-ffmpeg       the same without a network: for trying and testing
 *   npm run package -- --target win32-arm64         for another target, whose parts npm must have installed
 *   npm run package -- --output <folder> --no-build for the tests
 */

const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    'without-ffmpeg': { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    output: { type: 'string' },
    target: { type: 'string', default: `${process.platform}-${process.arch}` },
  },
});

const target = readTarget(values.target);
if (values['without-ffmpeg'] && !values.dir)
  refuse('--without-ffmpeg is for --dir only: installers must bring ffmpeg.');
const missing = missingFor(target, ROOT, { ffmpeg: !values['without-ffmpeg'], installers: !values.dir });
if (missing.length > 0) refuse(`Not everything for ${values.target} is here:\n  ${missing.join('\n  ')}`);

const program = await electronProgram(!values.dir || target.platform !== 'linux');
const isHost = program.kind === 'host';
if (isHost && !(values.dir && target.platform === 'linux')) {
  refuse(
    "Electron's own program is needed and could not be downloaded. Without it only '--dir' for Linux can be made.",
  );
}
if (isHost) console.error("Electron's program is not here: the folder holds its stand-in over Chromium instead.");
if (!values['no-build']) await build();
else if (!existsSync(join(ROOT, 'out/renderer/index.html'))) refuse("Nothing is built yet: 'npm run build' does it.");
await mustRun(tool('electron-builder'), builderWords());

function builderWords(): readonly string[] {
  const system = { linux: '--linux', darwin: '--mac', win32: '--win' }[target.platform];
  return [
    system,
    ...(values.dir ? ['dir'] : []),
    `--${target.arch}`,
    '--publish=never',
    ...(isHost ? [`--config.electronDist=${ROOT}/host`] : []),
    ...(values.output === undefined ? [] : [`--config.directories.output=${values.output}`]),
  ];
}

function readTarget(text: string): Target {
  const [, platform, arch] = /^(linux|darwin|win32)-(x64|arm64)$/.exec(text) ?? [];
  if ((platform === 'linux' || platform === 'darwin' || platform === 'win32') && (arch === 'x64' || arch === 'arm64')) {
    return { platform, arch };
  }
  return refuse(`There is no target ${text}: linux, darwin or win32, then -x64 or -arm64.`);
}

function refuse(reason: string): never {
  console.error(reason);
  process.exit(1);
}
