import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { ROOT } from './command.ts';

/**
 * npx node scripts/run.mjs kernel: compiles the kernel's sources (AssemblyScript) to the WebAssembly that the program
 * loads. With --check it only says whether what is there belongs to the sources.
 */

const FOLDER = join(ROOT, 'src/shared/pixelate/kernel');
const TARGET = join(FOLDER, 'kernelCode.ts');

const made = await compile();
if (!process.argv.includes('--check')) writeFileSync(TARGET, made);
else if (readFileSync(TARGET, 'utf8') !== made) {
  console.error(`${TARGET} is older than its sources: run npx node scripts/run.mjs kernel.`);
  process.exit(1);
}

async function compile(): Promise<string> {
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--use', 'abort='];
  let code: Uint8Array = new Uint8Array();
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernel.wasm', ...options], {
    readFile: (name, folder) => {
      try {
        return readFileSync(join(FOLDER, 'assembly', folder ?? '', name), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') code = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return [
    '/** WebAssembly in base64, made of the sources in `assembly` by scripts/kernel.ts. */',
    `export const KERNEL_CODE =\n  '${Buffer.from(code).toString('base64')}';`,
    '',
  ].join('\n');
}
