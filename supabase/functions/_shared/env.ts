/**
 * What a function is told from outside. Read it only inside a request: the embedded backend passes its own.
 *
 * From Supabase: SUPABASE_URL; SUPABASE_SECRET_KEYS (JSON by name), else SUPABASE_SECRET_KEY, else
 * SUPABASE_SERVICE_ROLE_KEY; SUPABASE_JWKS; SUPABASE_JWT_SECRET (only for projects that still sign with HS256).
 * Ours: VIDEO_PROVIDER (`luma`, `luma-agents`, `fal`, or `demo` for the embedded backend); LUMA_API_KEY, LUMA_API_URL,
 * LUMA_MODEL, LUMA_RESOLUTION, LUMA_DOLLARS_PER_MEGAPIXEL; LUMA_AGENTS_API_KEY, LUMA_AGENTS_API_URL,
 * LUMA_AGENTS_MODEL, LUMA_AGENTS_RESOLUTION, LUMA_AGENTS_CENTS; FAL_KEY, FAL_QUEUE_URL, FAL_KEYS_URL, FAL_MODEL,
 * FAL_RESOLUTION, FAL_CENTS; SHOW_CREDITS (`1` shows the operator's money to users); MIRROR_VIDEOS (`1` copies finished
 * videos into Storage) and MIRROR_MAX_MB (50), FRAMES_BY_URL (`1` lets Luma fetch frames from Storage);
 * VIDEO_EXPECTED_SECONDS, VIDEO_URL_HOSTS (comma-separated), PUBLIC_FUNCTIONS_URL and PUBLIC_STORAGE_URL (where others
 * reach them, if not under SUPABASE_URL; the functions' may be `none`, where no callback can come), JWT_ISSUER
 * (comma-separated, if not SUPABASE_URL/auth/v1), LOG_LEVEL (`info`, `warn`, `error`, `off`).
 */
export type Env = Readonly<Record<string, string | undefined>>;

/** Something that the deployment lacks; the message names it and never holds a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** A variable's value; empty counts as absent. */
export function setting(env: Env, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** A comma-separated variable as its parts. */
export function listSetting(env: Env, name: string): readonly string[] {
  return (setting(env, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The project's URL without a slash at its end. */
export function projectUrl(env: Env): string {
  const url = setting(env, 'SUPABASE_URL');
  if (url === undefined) throw new ConfigurationError('SUPABASE_URL is not set.');
  return url.replace(/\/+$/, '');
}

/** The key that may do everything; newest form first. */
export function secretKey(env: Env): string {
  const named = setting(env, 'SUPABASE_SECRET_KEYS');
  const key =
    (named === undefined ? undefined : firstKey(named)) ??
    setting(env, 'SUPABASE_SECRET_KEY') ??
    setting(env, 'SUPABASE_SERVICE_ROLE_KEY');
  if (key === undefined) throw new ConfigurationError('SUPABASE_SECRET_KEYS is not set.');
  return key;
}

/** Where a provider reaches our functions; null when it cannot, and must be polled. */
export function functionsUrl(env: Env): string | null {
  const url = setting(env, 'PUBLIC_FUNCTIONS_URL')?.replace(/\/+$/, '') ?? `${projectUrl(env)}/functions/v1`;
  return url === 'none' ? null : url;
}

/** Every key that may do everything, in every form that the platform gives them. */
export function secretKeys(env: Env): readonly string[] {
  const named = setting(env, 'SUPABASE_SECRET_KEYS');
  const single = [setting(env, 'SUPABASE_SECRET_KEY'), setting(env, 'SUPABASE_SERVICE_ROLE_KEY')];
  const keys = [...(named === undefined ? [] : keysByName(named).values()), ...single];
  return keys.filter((key) => typeof key === 'string' && key !== '').map(String);
}

function firstKey(named: string): string | undefined {
  const byName = keysByName(named);
  const key = byName.get('default') ?? byName.values().next().value;
  return typeof key === 'string' && key !== '' ? key : undefined;
}

function keysByName(named: string): ReadonlyMap<string, unknown> {
  let keys: unknown;
  try {
    keys = JSON.parse(named);
  } catch {
    throw new ConfigurationError('SUPABASE_SECRET_KEYS is not JSON.');
  }
  return new Map<string, unknown>(typeof keys === 'object' && keys !== null ? Object.entries(keys) : []);
}
