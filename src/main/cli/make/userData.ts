import { homedir } from 'node:os';
import { join } from 'node:path';

/** Electron's folder for this application's data, so that the command line shares settings and jobs with the window. */
export function userDataFolder(environment: Readonly<Record<string, string | undefined>>, platform: string): string {
  const own = environment.CELKILN_USER_DATA;
  if (own) return own;
  return join(applicationData(environment, platform), 'Celkiln');
}

function applicationData(environment: Readonly<Record<string, string | undefined>>, platform: string): string {
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support');
  if (platform === 'win32') return environment.APPDATA ?? join(homedir(), 'AppData/Roaming');
  return environment.XDG_CONFIG_HOME || join(homedir(), '.config');
}
