import { DEMO_PROVIDER } from '../../../shared/connection.ts';
import type { Quote } from '../../../shared/ipc.ts';

/** What the demo generator answers; known without asking, as that would start it. */
export const DEMO_QUOTE: Quote = {
  provider: DEMO_PROVIDER,
  cents: 0,
  capabilities: { loop: true, startFrame: true, endFrame: true, cancel: true },
};
