import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** Bundles the worker as the application does, so that no time goes into reading TypeScript. */
export async function buildWorker(): Promise<URL> {
  const folder = join(tmpdir(), 'celkiln-bench', 'worker');
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(import.meta.dirname, '../../src/main/generation/pixelateWorker.ts'),
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'pixelate.mjs' } },
    },
  });
  return pathToFileURL(join(folder, 'pixelate.mjs'));
}
