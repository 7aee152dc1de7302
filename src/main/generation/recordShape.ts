import * as z from 'zod';
import { JOB_LIMITS, JOB_STATUSES } from '../../../supabase/functions/_shared/job.ts';
import { CLIP_SETTINGS } from '../clipSettingsShape.ts';
import { TAKEN_FRAMES } from '../takenFramesShape.ts';

const text = z.string();
const keyFrame = text.max(JOB_LIMITS.frameLength).exactOptional();
const jobId = text.regex(/^[\w-]{1,64}$/);
const progress = z.number().min(0).max(1);
const request = {
  width: z.int().positive(),
  height: z.int().positive(),
  colorCount: z.int().positive(),
  fps: z.number().positive(),
  loop: z.boolean(),
};
const sourceHash = text.regex(/^[0-9a-f]{64}$/).nullable();
const state = z.discriminatedUnion('stage', [
  z.object({
    stage: z.literal('waiting'),
    status: z.enum(JOB_STATUSES),
    progress,
    expectedSeconds: z.number(),
    queue: z.object({ place: z.number(), waiting: z.number(), seconds: z.number().nullable() }).exactOptional(),
    offline: z.literal(true).exactOptional(),
  }),
  z.object({ stage: z.enum(['downloading', 'decoding', 'pixelating']), progress }),
  z.object({ stage: z.enum(['ready', 'done']), frameCount: z.int().positive() }),
  z.object({ stage: z.literal('failed'), error: z.object({ code: text, message: text }) }),
  z.object({ stage: z.literal('canceled') }),
]);
const origin = z.object({
  request: z.object({ prompt: text, ...request, projectId: text.optional() }),
  provider: text,
  jobId: jobId.nullable(),
  model: text.exactOptional(),
  seed: z.int().exactOptional(),
  cents: z.number().min(0).exactOptional(),
});

const end = z.discriminatedUnion('status', [
  z.object({ status: z.literal('completed'), frame_count: z.int().positive() }),
  z.object({ status: z.literal('failed'), error_code: text, error_message: text }),
  z.object({ status: z.literal('canceled') }),
]);

/** What a record on disk must look like; a person or another version may have written it. See GenerationRecord. */
export const RECORD_SHAPE = z.object({
  generation: z.object({ id: z.uuid(), origin, settings: CLIP_SETTINGS, state, startedAt: z.number(), sourceHash }),
  job: z.object({
    clientRequestId: z.uuid(),
    providerId: text.nullable(),
    frames: z.object({ startFrame: keyFrame, endFrame: keyFrame }),
    take: z
      .union([z.object({ ...TAKEN_FRAMES, path: text }), z.object({ ...TAKEN_FRAMES, kept: z.uuid() })])
      .exactOptional(),
    retryOf: jobId.exactOptional(),
    end: end.exactOptional(),
  }),
});
