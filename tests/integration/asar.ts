import { closeSync, cpSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One file of an archive. */
export interface AsarFile {
  /** With slashes, from the archive's root. */
  readonly path: string;
  readonly size: number;
  /** Where its bytes begin in the archive, or null when it lies unpacked beside it. */
  readonly offset: number | null;
}

interface Node {
  readonly files?: Readonly<Record<string, Node>>;
  readonly size?: number;
  readonly offset?: string;
  readonly unpacked?: boolean;
}

/**
 * The files of an .asar archive. Format (github.com/electron/asar, "Format"): two pickles, the second with a JSON tree
 * of the files; their bytes follow it.
 */
export function readAsar(archive: string): readonly AsarFile[] {
  const sizes = read(archive, 0, 16);
  const headerSize = sizes.readUInt32LE(4);
  const tree: Node = JSON.parse(read(archive, 16, sizes.readUInt32LE(12)).toString('utf8'));
  return [...flatten(tree, '', 8 + headerSize)];
}

export function readAsarFile(archive: string, path: string): Buffer {
  const file = readAsar(archive).find((each) => each.path === path);
  if (file?.offset == null) throw new Error(`${path} is not inside ${archive}.`);
  return read(archive, file.offset, file.size);
}

/** Writes an archive's files into a folder, those that lie beside it included: what Electron shows as one tree. */
export function extractAsar(archive: string, folder: string): void {
  cpSync(`${archive}.unpacked`, folder, { recursive: true });
  for (const { path, size, offset } of readAsar(archive)) {
    if (offset === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), read(archive, offset, size));
  }
}

function* flatten(node: Node, path: string, start: number): Generator<AsarFile> {
  for (const [name, child] of Object.entries(node.files ?? {})) {
    const inner = path === '' ? name : `${path}/${name}`;
    if (child.files) yield* flatten(child, inner, start);
    else yield { path: inner, size: child.size ?? 0, offset: child.unpacked ? null : start + Number(child.offset) };
  }
}

function read(file: string, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    if (readSync(descriptor, bytes, 0, length, position) !== length) throw new Error(`${file} ends too early.`);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
