import { handleGenerate } from '../../../supabase/functions/video-generate/handler.ts';
import { handleStatus } from '../../../supabase/functions/video-status/handler.ts';
import { handleWebhook } from '../../../supabase/functions/video-webhook/handler.ts';
import type { FunctionConfig } from './functionConfig.ts';
import type { EdgeFunction } from './functions.ts';

const HANDLERS: ReadonlyMap<string, EdgeFunction['handle']> = new Map([
  ['video-generate', handleGenerate],
  ['video-status', handleStatus],
  ['video-webhook', (request, env) => handleWebhook(request, env)],
]);

/** The functions of the cloud side, the same code, with the gateway's check as config.toml wants it. */
export function edgeFunctions(config: FunctionConfig): ReadonlyMap<string, EdgeFunction> {
  return new Map(
    [...HANDLERS].map(([name, handle]) => [name, { handle, verifyJwt: config.get(name)?.verifyJwt ?? true }]),
  );
}
