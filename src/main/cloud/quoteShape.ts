import * as z from 'zod';
import type { Quote } from '../../../supabase/functions/_shared/job.ts';

/** What the application shows of a quote. */
export type QuotedVideo = Pick<Quote, 'provider' | 'cents' | 'capabilities'>;

/** What a quote must look like; the server may be of another version, and the window goes by what it says. */
export const QUOTE_SHAPE: z.ZodType<QuotedVideo> = z.object({
  provider: z.string().max(100),
  cents: z.number().min(0),
  capabilities: z.object({ loop: z.boolean(), startFrame: z.boolean(), endFrame: z.boolean(), cancel: z.boolean() }),
});
