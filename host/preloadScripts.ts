import { Script } from 'node:vm';
import * as codec from './page/codec.ts';
import * as lastWord from './page/lastWord.ts';
import * as main from './page/mainWorld.ts';
import * as pieces from './page/pieces.ts';
import { PreloadElectron } from './page/preloadElectron.ts';
import * as preload from './page/preloadWorld.ts';
import { WorldEnd } from './page/worlds.ts';

/** The host's script for the page's world, as source. */
export function mainWorldScript(secret: string): string {
  return `(() => { ${sourceOf(WorldEnd, ...Object.values(main))}\nmainWorld(${JSON.stringify(secret)}); })();`;
}

/**
 * The host's script for the preload's world with the preload in it, as source. Throws a SyntaxError when the preload is
 * no script (ES modules cannot be preloads of a sandboxed page in Electron either).
 */
export function preloadWorldScript(settings: preload.PreloadSettings, code: string, fileName: string): string {
  const wrapped = `(function (require, module, exports, process) { ${code}\n})`;
  new Script(wrapped, { filename: fileName });
  const parts = [WorldEnd, PreloadElectron, codec, lastWord, pieces, preload].flatMap((part) =>
    typeof part === 'function' ? [part] : Object.values(part),
  );
  return `(() => { ${sourceOf(...parts)}\npreloadWorld(${JSON.stringify(settings)}, ${wrapped}); })();`;
}

/** Node takes the types off by putting blanks in their place, so a function's source is JavaScript. */
function sourceOf(...parts: readonly unknown[]): string {
  return parts.filter((part) => typeof part === 'function').join('\n');
}
