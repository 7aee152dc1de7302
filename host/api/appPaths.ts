import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/** The folders that Electron has names for, on Linux: https://www.electronjs.org/docs/latest/api/app#appgetpathname */
export function standardPaths(name: string, executable: string, userData: string | undefined): Map<string, string> {
  const home = homedir();
  const appData = process.env.XDG_CONFIG_HOME || path.join(home, '.config');
  const own = userData ?? path.join(appData, name);
  const paths = new Map(
    Object.entries({
      home,
      appData,
      userData: own,
      sessionData: own,
      temp: tmpdir(),
      exe: executable,
      module: executable,
      assets: path.dirname(executable),
      logs: path.join(own, 'logs'),
      crashDumps: path.join(own, 'Crashpad'),
    }),
  );
  const named = userFolders(path.join(appData, 'user-dirs.dirs'), home);
  for (const folder of ['Desktop', 'Documents', 'Downloads', 'Music', 'Pictures', 'Videos']) {
    const key = folder.toLowerCase();
    paths.set(key, named.get(key) ?? path.join(home, folder));
  }
  return paths;
}

/** Reads lines such as XDG_DOWNLOAD_DIR="$HOME/Downloads": https://www.freedesktop.org/wiki/Software/xdg-user-dirs/ */
function userFolders(file: string, home: string): Map<string, string> {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Without the file the folders have their usual names.
  }
  const entries = text.matchAll(/^XDG_(\w+)_DIR="(.*)"$/gm);
  const names: Record<string, string> = { DOWNLOAD: 'downloads' };
  return new Map(
    Array.from(entries, ([, kind = '', place = '']) => [
      names[kind] ?? kind.toLowerCase(),
      place.replace('$HOME', home),
    ]),
  );
}
