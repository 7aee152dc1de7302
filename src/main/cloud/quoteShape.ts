import * as z from 'zod';
import type { Quote } from '../../../supabase/functions/_shared/job.ts';

/** What the application shows of a quote. */
export type QuotedVideo = Pick<Quote, 'provider' | 'cents' | 'priceVersion' | 'capabilities' | 'callbacks'> & {
  /** Hosts that videos may be fetched from besides those that are always allowed. */
  readonly videoHosts: readonly string[];
  readonly budget: {
    readonly used: { readonly cents: number };
    readonly most: { readonly cents: number };
    /** Absent in projects of an older version, where a user cannot set a limit of their own. */
    readonly capCents?: number | null | undefined;
  };
};

/** What a quote must look like; the server may be of another version, and the window goes by what it says. */
export const QUOTE_SHAPE: z.ZodType<QuotedVideo> = z.object({
  provider: z.string().max(100),
  cents: z.number().min(0),
  priceVersion: z.string().max(40),
  budget: z.object({
    used: z.object({ cents: z.number() }),
    most: z.object({ cents: z.number() }),
    capCents: z.number().nullish(),
  }),
  capabilities: z.object({ loop: z.boolean(), startFrame: z.boolean(), endFrame: z.boolean(), cancel: z.boolean() }),
  callbacks: z.boolean(),
  // Absent in projects of an older version.
  videoHosts: z
    .array(z.string())
    .default([])
    .transform((hosts) => hosts.filter(isPublicName).slice(0, 20)),
});

/** A name with a domain: no address in numbers and no name of the local network, whoever says it. */
function isPublicName(host: string): boolean {
  return (
    /^(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/.test(host) &&
    !/\.(?:local|localhost|internal|lan|home|arpa)$/.test(host)
  );
}
