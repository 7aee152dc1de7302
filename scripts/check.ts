import { mustRun, tool } from './command.ts';

/** npm run check: format and lint, types, whether the kernel is that of its sources, and who imports whom. */

await mustRun(tool('biome'), ['ci', '.']);
await mustRun(tool('tsc'), ['--build']);
await mustRun(process.execPath, ['scripts/run.mjs', 'kernel', '--check']);
await mustRun(tool('vitest'), ['run', '--project', 'unit', 'tests/layers.test.ts']);
