import { useEffect, useState } from 'react';
import type { Usage } from '../../../shared/usage.ts';
import { useEditor, useSession } from '../useSession.ts';

/**
 * The figures of the present connection: undefined while they are asked for, null where there are none. `again` asks once
 * more.
 */
export function useUsage(): { readonly usage: Usage | null | undefined; readonly again: () => void } {
  const { requests } = useEditor();
  const connection = useSession((session) => session.connection);
  const [turn, setTurn] = useState(0);
  const [found, setFound] = useState<{
    readonly of: unknown;
    readonly turn: number;
    readonly usage: Usage | null;
  } | null>(null);
  useEffect(() => {
    let wanted = true;
    const take = (usage: Usage | null) => wanted && setFound({ of: connection, turn, usage });
    requests.usage().then(take, () => take(null));
    return () => {
      wanted = false;
    };
  }, [requests, connection, turn]);
  const usage = found?.of === connection && found.turn === turn ? found.usage : undefined;
  return { usage, again: () => setTurn(turn + 1) };
}
