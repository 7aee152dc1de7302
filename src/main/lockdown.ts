/** What may happen to a page besides what it does itself, as far as Electron's webContents are needed. */
export interface Lockable {
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    listener: (event: { readonly url: string; preventDefault(): void }) => void,
  ): unknown;
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
}

/** Keeps a page where it is: it opens no windows, embeds none, and goes to no address but its own. */
export function lockPage(page: Lockable, isOurs: (url: string) => boolean): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOurs(event.url)) event.preventDefault();
  };
  page.on('will-navigate', stay);
  page.on('will-frame-navigate', stay);
  page.on('will-redirect', stay);
  page.on('will-attach-webview', (event) => event.preventDefault());
  page.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Electron's session as far as it is needed. */
export interface Permissions {
  setPermissionRequestHandler(
    handler: (page: unknown, permission: string, decide: (granted: boolean) => void, details: Details) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (page: unknown, permission: string, origin: string, details: Details) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
}

interface Details {
  readonly requestingUrl?: string;
}

/** Copying a picture out is all that the editor asks for; it pastes through the paste event, which needs nothing. */
const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Denies a page every permission that the editor does not need, when it asks and when it looks. */
export function denyPermissions(session: Permissions, isOurs: (url: string) => boolean): void {
  const allowed = (permission: string, url: string | undefined): boolean =>
    ALLOWED.has(permission) && url !== undefined && isOurs(url);
  session.setPermissionRequestHandler((_page, permission, decide, details) => {
    decide(allowed(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_page, permission, origin, details) =>
    allowed(permission, details.requestingUrl ?? origin),
  );
  session.setDevicePermissionHandler(() => false);
}

/**
 * Whether an address belongs to the application's own page.
 *
 * @param origin Scheme and host, such as 'app://bundle': the URL class gives custom schemes no origin.
 */
export function belongsTo(origin: string): (url: string) => boolean {
  return (url) => {
    const parsed = URL.parse(url);
    return parsed !== null && `${parsed.protocol}//${parsed.host}` === origin;
  };
}
