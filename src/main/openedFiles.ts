import { resolve } from 'node:path';
import type { GrantedFile } from '../shared/ipc.ts';

/**
 * Files that the system hands over. Until the page has asked for them they wait, afterwards each lot is sent on: a page
 * that is still loading hears no events.
 */
export interface OpenedFiles {
  /** Grants the files among the paths and delivers them. */
  add(paths: readonly string[]): Promise<void>;
  /** What waited; from now on files are sent. */
  take(): Promise<readonly GrantedFile[]>;
}

export function createOpenedFiles(
  grant: (path: string) => Promise<GrantedFile>,
  send: (files: readonly GrantedFile[]) => void,
): OpenedFiles {
  const waiting: GrantedFile[] = [];
  let asked = false;
  let granting = Promise.resolve();

  async function deliver(paths: readonly string[]): Promise<void> {
    const results = await Promise.allSettled(paths.map((path) => grant(path)));
    const files = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    if (asked && files.length > 0) send(files);
    else waiting.push(...files);
  }

  return {
    add(paths) {
      granting = granting.then(() => deliver(paths));
      return granting;
    },
    async take() {
      await granting;
      asked = true;
      return waiting.splice(0);
    },
  };
}

/** The paths on a command line, not links; what is no file among them (the application's own folder) is not granted later. */
export function pathsIn(commandLine: readonly string[], folder: string): readonly string[] {
  return commandLine
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-') && !/^[a-z]+:\/\//.test(argument))
    .map((argument) => resolve(folder, argument));
}
