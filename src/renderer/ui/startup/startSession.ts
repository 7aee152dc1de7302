import type { Requests } from '../../../shared/ipc.ts';
import { newSession, type Session } from '../../editor/session.ts';

/** The session that a window starts with. */
export async function startSession(requests: Requests): Promise<Session> {
  const [environment, settings, connection, recent, generations] = await Promise.all([
    requests.environment(),
    requests.settings(),
    requests.connection(),
    requests.recentFiles(),
    requests.generations(),
  ]);
  return { ...newSession({ environment, settings, connection }), recent, generations };
}
