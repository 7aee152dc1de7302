import { mustRun, tool } from './command.ts';

/** npm run check: format and lint, types, and who imports whom. */

await mustRun(tool('biome'), ['ci', '.']);
await mustRun(tool('tsc'), ['--build']);
await mustRun(tool('vitest'), ['run', '--project', 'unit', 'tests/layers.test.ts']);
