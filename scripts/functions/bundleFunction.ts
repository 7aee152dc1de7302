import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** The functions in a folder: every folder with an index.ts that is deployed under its name. */
export function functionNames(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith('video-'))
    .map(({ name }) => name)
    .sort();
}

/**
 * One function with all that it imports as one module in JavaScript, readable, without types.
 * @throws when the function imports anything that is not a file of ours, or does not fit into one file
 */
export async function bundleFunction(folder: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(folder, name, 'index.ts'),
      target: 'es2024',
      minify: false,
      write: false,
      rolldownOptions: { external: () => false },
    },
  });
  const parts = Array.isArray(built) ? built.flatMap(({ output }) => output) : 'output' in built ? built.output : [];
  const [module, ...more] = parts;
  if (module?.type !== 'chunk' || more.length > 0) throw new Error(`${name} does not fit into one file.`);
  if (module.imports.length + module.dynamicImports.length > 0) {
    throw new Error(`${name} imports ${[...module.imports, ...module.dynamicImports].join(', ')}.`);
  }
  return module.code;
}
