/**
 * Chromium knows none of the application's own schemes, so app://bundle/a is https://bundle.app.host.test/a to it. The
 * top-level domain `test` never exists (RFC 2606), and Chromium gives such a page all that a secure origin has.
 */
const DOMAIN = 'host.test';
const MAPPED = /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.host\.test(?=[/?#]|$)/;
const OWN = /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)/i;
/** What Chromium serves itself. */
const KNOWN_SCHEMES = new Set(['http', 'https', 'file', 'data', 'blob', 'about', 'ws', 'wss', 'chrome', 'devtools']);

export const MAPPED_URLS = `https://*.${DOMAIN}/*`;

/** app://bundle/a -> https://bundle.app.host.test/a; URLs of schemes that Chromium knows stay as they are. */
export function toMapped(url: string): string {
  return url.replace(OWN, (start, scheme: string, host: string) =>
    KNOWN_SCHEMES.has(scheme.toLowerCase()) ? start : `https://${host}.${scheme.toLowerCase()}.${DOMAIN}`,
  );
}

/** The other way. */
export function fromMapped(url: string): string {
  return url.replace(MAPPED, '$2://$1');
}

/** Rewrites every URL of the given schemes in a header's value, such as a content security policy. */
export function mapHeader(value: string, schemes: Iterable<string>): string {
  let mapped = value;
  for (const scheme of schemes) {
    mapped = mapped
      .replaceAll(new RegExp(`\\b${scheme}://([^/\\s;,'"]+)`, 'gi'), `https://$1.${scheme}.${DOMAIN}`)
      .replaceAll(new RegExp(`(?<![\\w.:-])${scheme}:(?=[\\s;]|$)`, 'gi'), `https://*.${scheme}.${DOMAIN}`);
  }
  return mapped;
}

/** What Electron calls the origin of a URL: scheme and host, also for schemes that the URL standard does not know. */
export function originOf(url: string): string {
  return OWN.exec(url)?.[0] ?? 'null';
}

export function schemeOf(url: string): string {
  return /^[^:]*/.exec(url)?.[0].toLowerCase() ?? '';
}
