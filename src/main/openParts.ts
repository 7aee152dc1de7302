import { RequestError } from './requestError.ts';
import type { Cloud, Generations } from './requests.ts';

/** What generates, and whom it asks. */
export interface GenerationParts {
  readonly generations: Generations;
  readonly cloud: Cloud;
  /** Ends what runs beside the main thread; jobs go on in the next session. */
  close(): Promise<void>;
}

/** Generation is not built in yet: every request for it says so. */
export function openParts(): GenerationParts {
  return {
    generations: {
      generate: missing,
      importVideo: missing,
      list: async () => [],
      cancel: missing,
      retry: missing,
      forget: missing,
      clipOf: missing,
      acknowledge: missing,
      sourceVideoOf: missing,
      onChange: () => () => undefined,
    },
    cloud: {
      connection: missing,
      signIn: missing,
      signUp: missing,
      signOut: missing,
      reconnect: missing,
      onChange: () => () => undefined,
    },
    close: async () => undefined,
  };
}

async function missing(): Promise<never> {
  throw new RequestError('not_available', 'This build cannot generate yet.');
}
