import { useEffect, useState } from 'react';
import type { Usage } from '../../../shared/usage.ts';
import { useEditor, useSession } from '../useSession.ts';

/** The figures of the present connection: undefined while they are asked for, null where there are none. */
export function useUsage(): Usage | null | undefined {
  const { requests } = useEditor();
  const connection = useSession((session) => session.connection);
  const [found, setFound] = useState<{ readonly of: unknown; readonly usage: Usage | null } | null>(null);
  useEffect(() => {
    let wanted = true;
    const take = (usage: Usage | null) => wanted && setFound({ of: connection, usage });
    requests.usage().then(take, () => take(null));
    return () => {
      wanted = false;
    };
  }, [requests, connection]);
  return found?.of === connection ? found.usage : undefined;
}
