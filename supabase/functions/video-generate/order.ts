import { fieldsOf } from '../_shared/http.ts';
import { JOB_LIMITS } from '../_shared/job.ts';
import { isUuid } from '../_shared/token.ts';

/** A request that may be recorded. */
export interface Order {
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly colorCount: number;
  readonly fps: number;
  readonly projectId: string | null;
  readonly requestId: string | null;
  readonly retryOf: string | null;
  readonly startFrame: string | null;
  readonly endFrame: string | null;
  readonly loop: boolean;
}

export type OrderOrProblem =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly problem: string };

/** Checks a request's body. A prompt alone is enough; what is given must fit its limits. Problems are whole sentences. */
export function readOrder(body: unknown): OrderOrProblem {
  const fields = fieldsOf(body);
  const prompt = fields.get('prompt');
  const problems = [
    promptProblem(prompt),
    numberProblem('width', fields.get('width'), JOB_LIMITS.side),
    numberProblem('height', fields.get('height'), JOB_LIMITS.side),
    numberProblem('colorCount', fields.get('colorCount'), JOB_LIMITS.colorCount),
    numberProblem('fps', fields.get('fps'), JOB_LIMITS.fps),
    uuidProblem('projectId', fields.get('projectId')),
    uuidProblem('clientRequestId', fields.get('clientRequestId')),
    uuidProblem('retryOf', fields.get('retryOf')),
    frameProblem('startFrame', fields.get('startFrame')),
    frameProblem('endFrame', fields.get('endFrame')),
    isAbsent(fields.get('loop')) || typeof fields.get('loop') === 'boolean' ? null : 'loop must be true or false.',
  ].filter((problem) => problem !== null);
  if (problems.length > 0 || typeof prompt !== 'string') return { ok: false, problem: problems.join(' ') };
  return {
    ok: true,
    order: {
      prompt: prompt.trim(),
      width: numberOr(fields.get('width'), 64),
      height: numberOr(fields.get('height'), 64),
      colorCount: numberOr(fields.get('colorCount'), 16),
      fps: numberOr(fields.get('fps'), 12),
      projectId: uuidOrNull(fields.get('projectId')),
      requestId: uuidOrNull(fields.get('clientRequestId')),
      retryOf: uuidOrNull(fields.get('retryOf')),
      startFrame: textOrNull(fields.get('startFrame')),
      endFrame: textOrNull(fields.get('endFrame')),
      loop: fields.get('loop') !== false,
    },
  };
}

function promptProblem(prompt: unknown): string | null {
  if (typeof prompt !== 'string' || prompt.trim() === '')
    return 'Write what the sprite should show: the prompt is empty.';
  const length = Array.from(prompt.trim()).length; // code points, as the database counts
  if (length > JOB_LIMITS.promptLength) {
    return `The prompt has ${length} characters; ${JOB_LIMITS.promptLength} are the most.`;
  }
  if (prompt.includes('\0') || !prompt.isWellFormed()) return 'The prompt holds characters that are not text.';
  return null;
}

function numberProblem(name: string, value: unknown, limits: { readonly least: number; readonly most: number }) {
  if (isAbsent(value)) return null;
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= limits.least && value <= limits.most;
  return fits ? null : `${name} must be a whole number from ${limits.least} to ${limits.most}.`;
}

function uuidProblem(name: string, value: unknown): string | null {
  return isAbsent(value) || isUuid(value) ? null : `${name} must be a UUID.`;
}

/** A PNG's first bytes, which every one begins with (RFC 2083), in base64. */
const PNG_START = 'iVBORw0KGgo';

function frameProblem(name: string, value: unknown): string | null {
  if (isAbsent(value)) return null;
  const fits = typeof value === 'string' && value.startsWith(PNG_START) && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
  if (!fits) return `${name} must be a PNG in base64.`;
  return value.length <= JOB_LIMITS.frameLength ? null : `${name} is too large.`;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function uuidOrNull(value: unknown): string | null {
  return isUuid(value) ? value.toLowerCase() : null;
}
