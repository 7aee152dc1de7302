import { execFile } from 'node:child_process';
import * as node from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FileSystem } from './replaceFile.ts';

export interface SmallDisk {
  readonly folder: string;
  readonly files: FileSystem;
  remove(): Promise<void>;
}

/** One megabyte of room: a mounted one where this user may mount, otherwise calls that count bytes. */
export async function smallDisk(parent: string): Promise<SmallDisk> {
  const mounted = join(parent, 'disk');
  await node.mkdir(mounted);
  const run = promisify(execFile);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mounted]);
    return { folder: mounted, files: node, remove: async () => void (await run('umount', [mounted])) };
  } catch {
    let room = 1024 * 1024;
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    const open: FileSystem['open'] = async (path, flags, mode) => {
      const handle = await node.open(path, flags, mode);
      const writeFile = handle.writeFile.bind(handle);
      return Object.assign(handle, {
        writeFile: async (data: Uint8Array) => {
          room -= data.length;
          if (room < 0) throw full;
          await writeFile(data);
        },
      });
    };
    return { folder: mounted, files: { ...node, open }, remove: async () => undefined };
  }
}
