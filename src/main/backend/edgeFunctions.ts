import { handleGenerate } from '../../../supabase/functions/video-generate/handler.ts';
import { handleQuote } from '../../../supabase/functions/video-quote/handler.ts';
import { handleReconcile } from '../../../supabase/functions/video-reconcile/handler.ts';
import { handleStatus } from '../../../supabase/functions/video-status/handler.ts';
import { handleWebhook } from '../../../supabase/functions/video-webhook/handler.ts';
import type { FunctionConfig } from './functionConfig.ts';
import type { EdgeFunction } from './functions.ts';

/**
 * The functions of the cloud side, the same code, with the gateway's check as config.toml wants it.
 * @param background is given the work that goes on after an answer
 */
export function edgeFunctions(
  config: FunctionConfig,
  background: (work: Promise<void>) => void,
): ReadonlyMap<string, EdgeFunction> {
  const handlers: Readonly<Record<string, EdgeFunction['handle']>> = {
    'video-generate': handleGenerate,
    'video-quote': handleQuote,
    'video-reconcile': handleReconcile,
    'video-status': handleStatus,
    'video-webhook': (request, env) => handleWebhook(request, env, background),
  };
  return new Map(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      { handle, verifyJwt: config.get(name)?.verifyJwt ?? true },
    ]),
  );
}
