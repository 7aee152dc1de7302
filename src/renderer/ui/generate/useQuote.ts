import { useEffect, useState } from 'react';
import type { Connection } from '../../../shared/connection.ts';
import type { Quote } from '../../../shared/ipc.ts';
import { useEditor, useSession } from '../useSession.ts';

/** What a video costs over the present connection; null until that is known, and where it cannot be. */
export function useQuote(): Quote | null {
  const { requests } = useEditor();
  const connection = useSession((session) => session.connection);
  const [known, setKnown] = useState<{ readonly connection: Connection; readonly quote: Quote | null } | null>(null);
  useEffect(() => {
    // The demo generator is free and known for that; to ask it would start it.
    if (connection.kind !== 'signedIn' && connection.kind !== 'ownKey') return;
    let wanted = true;
    requests.quote().then(
      (quote) => wanted && setKnown({ connection, quote }),
      // The form then goes without a price.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [requests, connection]);
  return known?.connection === connection ? known.quote : null;
}
