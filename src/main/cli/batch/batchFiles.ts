import { resolve } from 'node:path';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { numberedFiles } from '../../files/numberedFiles.ts';
import { decodeSequence, decodeSprite, readInput } from './openSprite.ts';

/** A file to write. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Files that are read together: what waits for the disk, and the fewest that are open. */
const AT_ONCE = 16;

/** The files that one run reads and will write. Nothing is written before everything is made. */
export class BatchFiles {
  readonly #outputs = new Map<string, OutputFile>();
  /** Read as part of a sequence; naming them once more opens nothing. */
  readonly #used = new Set<string>();

  get outputs(): readonly OutputFile[] {
    return [...this.#outputs.values()];
  }

  /** Notes a file to write; false when it takes the place of another one of this run. */
  add(output: OutputFile): boolean {
    const place = resolve(output.path);
    const fresh = !this.#outputs.has(place);
    this.#outputs.set(place, output);
    return fresh;
  }

  /** The sprite in a file or in the numbered files that begin with it; undefined for one that is part of those. */
  async open(path: string, oneFrame: boolean): Promise<Sprite | undefined> {
    if (!oneFrame && this.#used.has(resolve(path))) return undefined;
    const paths = oneFrame || this.#outputs.has(resolve(path)) ? [path] : await numberedFiles(path);
    if (paths.length === 1) return decodeSprite(path, await this.#read(path), oneFrame);
    for (const each of paths) this.#used.add(resolve(each));
    return decodeSequence(paths, await this.#readAll(paths));
  }

  async #readAll(paths: readonly string[]): Promise<readonly Uint8Array[]> {
    const files: Uint8Array[] = [];
    for (let at = 0; at < paths.length; at += AT_ONCE) {
      files.push(...(await Promise.all(paths.slice(at, at + AT_ONCE).map((path) => this.#read(path)))));
    }
    return files;
  }

  /** What this run will write counts as written. */
  async #read(path: string): Promise<Uint8Array> {
    return this.#outputs.get(resolve(path))?.bytes ?? (await readInput(path));
  }
}
