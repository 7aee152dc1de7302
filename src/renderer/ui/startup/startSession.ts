import type { GenerationId, Requests } from '../../../shared/ipc.ts';
import { notify } from '../../editor/actions.ts';
import { type Destination, newSession, type Session } from '../../editor/session.ts';

/** The session that a window starts with. */
export async function startSession(requests: Requests): Promise<Session> {
  const [environment, settings, connection, recent, recoverables, generations] = await Promise.all([
    requests.environment(),
    requests.settings(),
    requests.connection(),
    requests.recentFiles(),
    // Whatever is wrong with what was left over: the window opens.
    requests.recoverables().catch(() => []),
    requests.generations(),
  ]);
  // What was begun before this window opened goes over the frames that it is another take of, or into a sprite of its own.
  const open = generations.filter(({ state }) => state.stage !== 'done' && state.stage !== 'canceled');
  const destinations = new Map(
    await Promise.all(
      open.map(async ({ id }): Promise<[GenerationId, Destination]> => {
        const awaits = await requests.takeOf(id);
        return [id, { document: null, ...(awaits && { awaits }) }];
      }),
    ),
  );
  const session: Session = {
    ...newSession({ environment, settings, connection }),
    recent,
    recoverables,
    generations,
    destinations,
    dialog: recoverables.length > 0 ? { kind: 'recovery' } : null,
  };
  return environment.notices.reduce<Session>((told, message) => notify(told, { tone: 'error', message }), session);
}
