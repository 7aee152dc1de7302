import type { Env } from './env.ts';
import { setting } from './env.ts';

export type LogLevel = 'info' | 'warn' | 'error';
const ORDER: readonly string[] = ['info', 'warn', 'error', 'off'];

/** One line of JSON. Never give it a token, a key, a URL with a query, or a prompt (see promptFacts). */
export function log(
  env: Env,
  level: LogLevel,
  event: string,
  fields: Readonly<Record<string, string | number | boolean | null>> = {},
): void {
  const least = ORDER.indexOf(setting(env, 'LOG_LEVEL') ?? 'info');
  if (ORDER.indexOf(level) >= least) console[level](JSON.stringify({ event, ...fields }));
}

/** What may be said of an error: its name and message, cut short, without anything that looks like a secret. */
export function errorFacts(error: unknown): { readonly error: string } {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { error: withoutSecrets(text).slice(0, 300) };
}

/** Blanks what an address is asked with (signatures, our callbacks), callback tokens, JWTs and API keys. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(\bhttps?:\/\/[^\s?"'<>]{0,1000})\?[^\s"'<>)]+/g, '$1?…')
    .replace(/token(=|%3D)[\w-]+/gi, 'token$1…')
    .replace(/eyJ[\w-]+\.[\w.-]+/g, '…')
    .replace(/\b(sb_secret_|luma-)[\w-]+/g, '$1…')
    .replace(/\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}:[\da-f]+/g, '…');
}
