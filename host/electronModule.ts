import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const KEY = Symbol.for('electron-host');
const URL_OF_MODULE = pathToFileURL(path.join(import.meta.dirname, 'electron-module.cjs')).href;

/** Makes `electron` mean these members to require and import alike. */
export function answerElectron(members: Readonly<Record<string, unknown>>): void {
  Object.defineProperty(globalThis, KEY, { value: members });
  // One assignment per member: this is where Node looks for the names that a module can import.
  const names = Object.keys(members).map((name) => `exports.${name} = members.${name};`);
  const source = `const members = globalThis[Symbol.for('${KEY.description}')];\n${names.join('\n')}`;
  registerHooks({
    resolve: (specifier, context, next) =>
      /^electron(\/(main|common|renderer))?$/.test(specifier)
        ? { url: URL_OF_MODULE, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === URL_OF_MODULE ? { format: 'commonjs', source, shortCircuit: true } : next(url, context),
  });
}
