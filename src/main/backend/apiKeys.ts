import { randomBytes } from 'node:crypto';

/** The keys of one run: made anew at every start, and known to nobody but this process. */
export interface ApiKeys {
  /** For clients; alone it is nobody (role anon). */
  readonly publishable: string;
  /** For the functions; it may do everything (role service_role). */
  readonly secret: string;
  /** The functions' key for the simulated provider. */
  readonly provider: string;
}

export function createApiKeys(): ApiKeys {
  const random = () => randomBytes(24).toString('base64url');
  return { publishable: `sb_publishable_${random()}`, secret: `sb_secret_${random()}`, provider: `luma-${random()}` };
}
