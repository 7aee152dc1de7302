export type FunctionConfig = ReadonlyMap<string, { readonly verifyJwt: boolean }>;

/**
 * Which functions want the gateway to check the caller's token, out of supabase/config.toml. Only what the Supabase CLI
 * writes there is understood: `[functions.<name>]` followed by `verify_jwt = true | false`, which defaults to true.
 */
export function parseFunctionConfig(toml: string): FunctionConfig {
  const config = new Map<string, { readonly verifyJwt: boolean }>();
  let name: string | null = null;
  for (const line of toml.split('\n')) {
    const text = line.replace(/#.*$/, '').trim();
    if (text.startsWith('[')) {
      name = /^\[functions\."?([\w-]+)"?\]$/.exec(text)?.[1] ?? null;
      if (name !== null) config.set(name, { verifyJwt: true });
    }
    const value = /^verify_jwt\s*=\s*(true|false)$/.exec(text)?.[1];
    if (name !== null && value !== undefined) config.set(name, { verifyJwt: value === 'true' });
  }
  return config;
}
