import { useEffect, useState } from 'react';
import type { Connection } from '../../../shared/connection.ts';
import type { Quote } from '../../../shared/ipc.ts';
import { useEditor, useSession } from '../useSession.ts';
import { DEMO_QUOTE } from './demoQuote.ts';

/** What a video costs over the present connection; null until that is known, and where it cannot be. */
export function useQuote(): Quote | null {
  const { quote } = useQuoteState();
  return quote;
}

export interface QuoteState {
  readonly quote: Quote | null;
  /** The answer is still on its way. */
  readonly waiting: boolean;
}

/** Likewise, and whether that may change in a moment. */
export function useQuoteState(): QuoteState {
  const { requests } = useEditor();
  const connection = useSession((session) => session.connection);
  const [known, setKnown] = useState<{ readonly connection: Connection; readonly quote: Quote | null } | null>(null);
  useEffect(() => {
    if (connection.kind !== 'signedIn' && connection.kind !== 'ownKey') return;
    let wanted = true;
    requests.quote().then(
      (quote) => wanted && setKnown({ connection, quote }),
      // The form then goes without a price.
      () => wanted && setKnown({ connection, quote: null }),
    );
    return () => {
      wanted = false;
    };
  }, [requests, connection]);
  if (connection.kind === 'demo') return { quote: DEMO_QUOTE, waiting: false };
  if (known?.connection === connection) return { quote: known.quote, waiting: false };
  return { quote: null, waiting: connection.kind === 'signedIn' || connection.kind === 'ownKey' };
}
