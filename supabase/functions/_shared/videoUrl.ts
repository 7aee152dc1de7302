const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Whether a URL is https on one of these hosts or below them, on the usual port and without a name and password in it.
 * `loopback` also lets plain http to this machine through: for the embedded backend's generator, never for a cloud.
 */
export function isAllowedVideoUrl(url: string, hosts: readonly string[], loopback: boolean): boolean {
  if (url.length > 4096 || !URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (loopback && protocol === 'http:' && LOOPBACK.includes(hostname)) return true;
  return (
    protocol === 'https:' && port === '' && hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  );
}
